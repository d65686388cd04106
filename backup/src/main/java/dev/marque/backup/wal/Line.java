package dev.marque.backup.wal;

/**
 * One server's history without a break: a database, and the time line that it has been on since its making or its last
 * restore. Segments of different lines have nothing to do with each other.
 *
 * @param system 16 hexadecimal digits that PostgreSQL gave the database when it was made
 * @param timeline 8 hexadecimal digits
 */
record Line(String system, String timeline) {

    static Line of(String system, String segment) {
        return new Line(system, segment.substring(0, 8));
    }

    @Override
    public String toString() {
        return system + "-" + timeline;
    }
}
