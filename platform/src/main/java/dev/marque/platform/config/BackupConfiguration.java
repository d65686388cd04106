package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where backups go, how often they are taken and how long they are kept. */
public interface BackupConfiguration {

    @Setting(
            value =
                    "Where backups go: a folder, best on another machine's disk, or a bucket, `s3://bucket/prefix`. Every"
                            + " process with the role `backup` needs to reach it.",
            otherwise = "no backups are taken")
    Optional<String> store();

    /** How a bucket is reached. */
    S3Configuration s3();

    @Setting("Whether the embedded server's changes are kept one by one, so that it can be put back to any moment"
            + " (docs/backup.md). Needs `MARQUE_BACKUP_STORE`; with `DATABASE_URL` your own PostgreSQL tools do this.")
    @WithDefault("false")
    boolean wal();

    @Setting("How often the changes are brought to the store: what a lost machine may cost.")
    @WithDefault("PT30S")
    Duration walEvery();

    @Setting("How far back that moment may lie.")
    @WithDefault("P7D")
    Duration walKeep();

    @Setting("The time between two scheduled backups: `24h`, `6h`, `PT24H`.")
    @WithDefault("PT24H")
    Duration every();

    @Setting("How many of the newest good backups are kept, at least 1.")
    @WithDefault("7")
    int keepLast();

    @Setting("Of how many days, counted back from the newest backup, the last good backup is kept.")
    @WithDefault("14")
    int keepDaily();

    @Setting("Of how many ISO weeks, counted back from the newest backup, the last good backup is kept.")
    @WithDefault("8")
    int keepWeekly();
}
