package dev.marque.backup.wal;

/**
 * Segments of the log that are not in the store although later ones are.
 *
 * @param first the first that is missing, as PostgreSQL names it
 * @param count how many follow one another
 */
public record Gap(String first, long count) {

    @Override
    public String toString() {
        return count == 1 ? first : count + " segments from " + first + " on";
    }
}
