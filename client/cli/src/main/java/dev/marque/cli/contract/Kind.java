package dev.marque.cli.contract;

/** How a field of the API is written on a command line. */
public enum Kind {
    /** As it stands; {@code @file} stands for the contents of a file. */
    TEXT,
    /** A point in time; a day stands for its beginning in UTC. */
    TIME,
    NUMBER,
    /** True or false; the name alone means true. */
    FLAG,
    /** Several texts, by commas or by repeating the option. */
    LIST,
    /** {@code name=value}, repeated. */
    MAP,
    /** {@code name=value}, repeated; each value is a text, also one that looks like a number. */
    TEXTS,
    /** JSON; {@code @file} stands for the contents of a file. */
    JSON
}
