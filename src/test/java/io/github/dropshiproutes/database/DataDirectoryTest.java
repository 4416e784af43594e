package io.github.dropshiproutes.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void isCreatedWithItsParents() {
        try (DataDirectory directory = DataDirectory.open(temp.resolve("not/yet/there"))) {
            assertThat(directory.path()).isDirectory().isAbsolute();
        }
    }

    @Test
    void isRefusedWhileAnotherHoldsIt() {
        try (DataDirectory first = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(temp))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("already uses DATA_DIR " + first.path());
        }
    }

    @Test
    void isFreeAgainOnceClosed() {
        DataDirectory.open(temp).close();
        DataDirectory.open(temp).close();
    }

    @Test
    void saysSoWhenItCannotBeWritten() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(DataDirectoryException.class).hasMessageContaining("cannot be written");
    }
}
