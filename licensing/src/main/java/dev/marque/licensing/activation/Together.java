package dev.marque.licensing.activation;

/** What comes of a caller who asked together with others. */
sealed interface Together {

    /** It has its answer, and what that says is committed with the answers of the others. */
    record Done(Seating seating) implements Together {}

    /** Nothing was done for it: it has to ask again, alone. */
    enum Alone implements Together {
        /** Somebody holds its license, or somebody like it was among the others. */
        THIS_TIME,
        /** The terms of its license concern more than the license. */
        BY_ITS_TERMS
    }
}
