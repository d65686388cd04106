package dev.marque.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In what a server differs from others: one that only serves, one that also keeps its log for others, one that replays.
 *
 * @param programs the data folder whose unpacked programs it runs; empty: its own
 * @param archives whether each finished segment of its log is copied into {@code wal-spool/}
 * @param durable whether what is committed survives a power cut
 * @param settings of PostgreSQL, {@code name=value}
 * @param startLimit how long it may take until it answers
 */
public record ServerPlan(
        Optional<Path> programs, boolean archives, boolean durable, List<String> settings, Duration startLimit) {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration REPLAY_LIMIT = Duration.ofHours(24);

    /** PostgreSQL does not know Z yet when it reads this. */
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    public static final ServerPlan PLAIN =
            new ServerPlan(Optional.empty(), false, true, List.of("archive_mode=off"), START_LIMIT);

    public static final ServerPlan ARCHIVING = new ServerPlan(Optional.empty(), true, true, List.of(), START_LIMIT);

    /** For what is deleted when it is done: nothing waits for the disk. */
    public static final ServerPlan PASSING = new ServerPlan(
            Optional.empty(),
            false,
            false,
            List.of("archive_mode=off", "wal_level=minimal", "max_wal_senders=0"),
            START_LIMIT);

    public ServerPlan {
        settings = List.copyOf(settings);
    }

    /**
     * Replays segments, then begins a time line of its own. It does not answer before. What it would archive waits until
     * it is started in another way, so that the new line's number becomes known there.
     *
     * @param segments the folder in which they lie under their own names
     * @param until the moment; empty: as far as they go
     */
    public static ServerPlan replaying(Path segments, Optional<Instant> until) {
        return replaying(
                segments,
                until.map(moment -> List.of(
                                "recovery_target_time=" + FORM.format(moment), "recovery_target_action=promote"))
                        .orElse(List.of()));
    }

    /** Replays no more than what makes a copy of files whole. */
    public static ServerPlan replayingLeast(Path segments) {
        return replaying(segments, List.of("recovery_target=immediate", "recovery_target_action=promote"));
    }

    private static ServerPlan replaying(Path segments, List<String> target) {
        List<String> settings = new ArrayList<>(List.of(
                "archive_mode=on",
                "hot_standby=off",
                "recovery_target_timeline=current",
                "restore_command=" + copyFrom(segments)));
        settings.addAll(target);
        return new ServerPlan(Optional.empty(), false, true, settings, REPLAY_LIMIT);
    }

    /** A command for the shell; PostgreSQL puts the name for %f and the place for %p. */
    private static String copyFrom(Path segments) {
        String folder = segments.toString().replace("'", "'\\''").replace("%", "%%");
        return "test -f '" + folder + "'/%f && cp '" + folder + "'/%f \"%p\"";
    }

    /** Runs the programs that are unpacked in another data folder, which spares some seconds. */
    public ServerPlan withProgramsOf(Path data) {
        return new ServerPlan(Optional.of(data.toAbsolutePath().normalize()), archives, durable, settings, startLimit);
    }

    /**
     * How it archives: by PostgreSQL's own module, which is durable, writes a file whole or not at all, and never over
     * another one of that name.
     */
    List<String> all(Path spool) {
        List<String> all = new ArrayList<>(settings);
        if (archives) {
            all.addAll(List.of(
                    "archive_mode=on", "archive_library=basic_archive", "basic_archive.archive_directory=" + spool));
        }
        return all;
    }
}
