package dev.marque.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest implements ArchiveStoreContract {

    @TempDir
    Path folder;

    @Override
    public ArchiveStore store() {
        return new FolderStore(folder.resolve("store"));
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        store().write("a", out -> out.write(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store/a"))))
                .isEqualTo("rw-------");
    }
}
