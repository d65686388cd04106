package dev.marque.backup.wal;

/**
 * A place in the log: 16 MiB of it, as PostgreSQL names its file.
 *
 * @param number counts up by one along a line
 */
record Segment(String timeline, long number) implements Comparable<Segment> {

    static final int BYTES = 16 * 1024 * 1024;
    private static final int PER_LOG = 256;

    /** @param name 24 hexadecimal digits: time line, log, segment in the log */
    static Segment parse(String name) {
        return new Segment(
                name.substring(0, 8), Long.parseLong(name, 8, 16, 16) * PER_LOG + Long.parseLong(name, 16, 24, 16));
    }

    String file() {
        return "%s%08X%08X".formatted(timeline, number / PER_LOG, number % PER_LOG);
    }

    Segment next() {
        return new Segment(timeline, number + 1);
    }

    @Override
    public int compareTo(Segment other) {
        return Long.compare(number, other.number);
    }
}
