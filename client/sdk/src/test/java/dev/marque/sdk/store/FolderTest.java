package dev.marque.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    private static final byte[] CONTENT = "what is known".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path path;

    private Folder folder(String machine, String key, String salt) {
        return new Folder(path.resolve("cache"), machine, key, salt, new SecureRandom(), InstantSource.system());
    }

    @Test
    void onlyTheSameMachineKeyAndProductReadIt() throws Exception {
        folder("m", "k", "s").write("license", CONTENT);
        assertThat(folder("m", "k", "s").read("license")).isEqualTo(CONTENT);
        assertThat(folder("m2", "k", "s").read("license")).isNull();
        assertThat(folder("m", "k2", "s").read("license")).isNull();
        assertThat(folder("m", "k", "s2").read("license")).isNull();
    }

    @Test
    void oneFileDoesNotPassForAnother() throws Exception {
        Folder folder = folder("m", "k", "s");
        folder.write("license", CONTENT);
        Files.move(path.resolve("cache/license"), path.resolve("cache/usage"));
        assertThat(folder.read("usage")).isNull();
    }

    @Test
    void everyBitOfItCounts() throws Exception {
        Folder folder = folder("m", "k", "s");
        folder.write("license", CONTENT);
        Path file = path.resolve("cache/license");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThat(folder.read("license")).as("byte %d", i).isNull();
        }
    }

    @Test
    void nothingOfItCanBeReadAndNobodyElseMayLook() throws Exception {
        folder("m", "k", "s").write("license", CONTENT);
        Path cache = path.resolve("cache");
        assertThat(new String(Files.readAllBytes(cache.resolve("license")), StandardCharsets.ISO_8859_1))
                .doesNotContain("known");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).as("no half-written file is left").hasSize(1);
        }
    }
}
