package dev.marque.licensing.policy;

/** How far beyond a limit a license may go. */
public enum Overage {
    NONE,
    UP_TO_1_25X,
    UP_TO_1_5X,
    UP_TO_2X,
    ALWAYS;

    /** What may be used at the utmost, rounded down; {@link Long#MAX_VALUE} for no end. */
    public long most(long limit) {
        return switch (this) {
            case NONE -> limit;
            case UP_TO_1_25X -> limit + limit / 4;
            case UP_TO_1_5X -> limit + limit / 2;
            case UP_TO_2X -> Math.multiplyExact(limit, 2L);
            case ALWAYS -> Long.MAX_VALUE;
        };
    }
}
