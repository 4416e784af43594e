package io.github.dropshiproutes.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * {@code DATA_DIR}, held by this process alone until closed. The lock is the operating system's, so it ends with the
 * process however that ends; what a killed process left behind may then be taken over safely.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory if needed and locks it.
     *
     * @param directory {@code DATA_DIR}, relative to the working directory or absolute
     * @throws DataDirectoryException when it is not writable, or when another live process holds it
     */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw DataDirectoryException.inUse(path);
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw DataDirectoryException.notWritable(path, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the absolute path */
    public Path path() {
        return path;
    }

    /** Gives the directory free. The lock file stays: removing it would let two processes lock two different files. */
    @Override
    public void close() {
        closeQuietly(channel);
    }
}
