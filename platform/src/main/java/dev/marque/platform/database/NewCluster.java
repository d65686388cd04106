package dev.marque.platform.database;

import dev.marque.platform.config.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes the data of the first start.
 *
 * <p>{@code initdb} works in {@code postgres.new}, which gets its name when it is whole: a start that was cut short is
 * made again from the beginning.
 */
final class NewCluster {

    private static final int PASSWORD_BYTES = 24;

    private NewCluster() {}

    /**
     * Makes the data and a random password for its superuser.
     *
     * @param durable whether it has reached the disk when this returns
     * @throws DatabaseStartFailed if {@code initdb} fails, with its words, or the folder cannot be written
     */
    static void make(DataFolder folder, PostgresPrograms programs, boolean durable) {
        Path fresh = folder.path().resolve("postgres.new");
        try {
            PostgresBinaries.deleteTree(fresh);
            // Segments of another server's log, which would pass for this one's.
            PostgresBinaries.deleteTree(folder.walSpool());
            PrivateFiles.write(folder.passwordFile(), randomPassword() + "\n");
            programs.run(
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    EmbeddedRoles.SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + folder.passwordFile(),
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums",
                    durable ? "--sync-method=fsync" : "--no-sync");
            Files.move(fresh, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw folder.unusable(e);
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
