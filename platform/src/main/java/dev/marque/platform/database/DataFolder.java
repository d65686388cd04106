package dev.marque.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the embedded server keeps its things, and what state they are in.
 *
 * @param path absolute
 */
record DataFolder(Path path) {

    /** The only version whose data this Marque reads. */
    static final String MAJOR = "18";

    /** The data. It is there whole or not at all: see {@link NewCluster}. */
    Path cluster() {
        return path.resolve("postgres");
    }

    /** What a restore takes away; without {@link #cluster} beside it, the restore did not come to its end. */
    Path replaced() {
        return path.resolve("postgres.replaced");
    }

    /** Where finished segments of the write-ahead log wait to be fetched. */
    Path walSpool() {
        return path.resolve("wal-spool");
    }

    Path passwordFile() {
        return path.resolve("postgres.password");
    }

    Path portFile() {
        return path.resolve("postgres.port");
    }

    Path logFile() {
        return path.resolve("postgres.log");
    }

    /** PostgreSQL's note about its running server; its first line is the process id. */
    Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }

    boolean hasCluster() {
        return Files.exists(cluster());
    }

    /**
     * Accepts a folder without data, and one whose data this PostgreSQL reads.
     *
     * @throws DatabaseStartFailed for data of another version, of another kind, or of another user
     */
    void requireUsable() {
        if (!hasCluster()) {
            requireNothingHalfReplaced();
            return;
        }
        Path versionFile = cluster().resolve("PG_VERSION");
        try {
            String version = Files.readString(versionFile).strip();
            if (!version.equals(MAJOR)) {
                throw new DatabaseStartFailed("The folder " + cluster() + " was written by PostgreSQL " + version
                        + ", this Marque brings " + MAJOR
                        + ". Start the Marque that wrote it, make a backup and restore"
                        + " it here; or set MARQUE_DATA to a new folder.");
            }
        } catch (NoSuchFileException _) {
            throw new DatabaseStartFailed("The folder " + cluster() + " is not a PostgreSQL data folder (PG_VERSION is"
                    + " missing). If it holds nothing that you need, move it away and start again: mv " + cluster()
                    + " " + cluster() + ".old; or set MARQUE_DATA to another folder.");
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    "The file " + versionFile + " cannot be read: " + e + ". Marque must run as the user that owns it.",
                    e);
        }
    }

    private void requireNothingHalfReplaced() {
        if (Files.exists(replaced())) {
            throw new DatabaseStartFailed("A restore to a moment did not finish in " + path
                    + ". Run it again: ./dev restore --until <moment>. What was there before is in " + replaced()
                    + ".");
        }
    }

    /**
     * The superuser's password, written when the data was made.
     *
     * @throws DatabaseStartFailed if it is missing or cannot be read
     */
    String password() {
        try {
            return Files.readString(passwordFile(), StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException e) {
            throw new DatabaseStartFailed(
                    "The file " + passwordFile() + " is missing: it belongs to the database in " + cluster()
                            + ". Restore it from the backup of the data folder, with mode 0600.",
                    e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    DatabaseStartFailed unusable(IOException cause) {
        return new DatabaseStartFailed("The data folder " + path + " cannot be used: " + cause, cause);
    }
}
