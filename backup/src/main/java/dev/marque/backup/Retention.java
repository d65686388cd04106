package dev.marque.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which archives are kept. Of the good ones: the newest {@code last}, the newest of each of the latest {@code daily}
 * days that have one, and the newest of each of the latest {@code weekly} ISO weeks that have one. Of those that did not
 * prove good, only what is newer than the newest good one, so that somebody can look at it. Days and weeks are UTC.
 *
 * <p>The newest good archive is always kept, because at least one is.
 */
public record Retention(int last, int daily, int weekly) {

    public Retention {
        if (last < 1 || daily < 0 || weekly < 0) {
            throw new IllegalArgumentException(
                    "at least one backup is kept, and no negative number: " + last + ", " + daily + ", " + weekly);
        }
    }

    /** Which of all archives in a store may go. */
    public Set<ArchiveName> superfluous(Set<ArchiveName> good, Set<ArchiveName> all) {
        List<ArchiveName> newestFirst =
                good.stream().sorted((a, b) -> b.compareTo(a)).toList();
        if (newestFirst.isEmpty()) {
            return Set.of();
        }
        Set<ArchiveName> kept = new HashSet<>();
        keep(newestFirst, last, ArchiveName::file, kept);
        keep(newestFirst, daily, archive -> day(archive.takenAt()).toString(), kept);
        keep(newestFirst, weekly, archive -> week(archive.takenAt()), kept);
        Set<ArchiveName> superfluous = new HashSet<>(all);
        superfluous.removeIf(archive ->
                kept.contains(archive) || (!good.contains(archive) && archive.compareTo(newestFirst.getFirst()) > 0));
        return superfluous;
    }

    /** Keeps the first archive of each of the first groups. */
    private static void keep(
            List<ArchiveName> newestFirst, int groups, Function<ArchiveName, String> group, Set<ArchiveName> kept) {
        Set<String> seen = new HashSet<>();
        for (ArchiveName archive : newestFirst) {
            String its = group.apply(archive);
            if (seen.size() < groups && seen.add(its)) {
                kept.add(archive);
            }
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String week(Instant instant) {
        LocalDate day = day(instant);
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
