package io.github.dropshiproutes.database;

import java.io.IOException;
import java.nio.file.Path;

/** {@code DATA_DIR} cannot be used; the message says why and the remedy what to do. */
public final class DataDirectoryException extends RuntimeException {

    private final String remedy;

    private DataDirectoryException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    static DataDirectoryException inUse(Path path) {
        return new DataDirectoryException("Another live process already uses DATA_DIR " + path + ".",
                "Stop that process, or give this one a DATA_DIR of its own.", null);
    }

    static DataDirectoryException notWritable(Path path, IOException cause) {
        return new DataDirectoryException("DATA_DIR " + path + " cannot be written: " + cause,
                "Give the user this process runs as write access to it, or set DATA_DIR to another directory.", cause);
    }

    /** @return what a person can do about it */
    public String remedy() {
        return remedy;
    }
}
