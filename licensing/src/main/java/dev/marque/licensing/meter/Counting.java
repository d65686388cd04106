package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.licensing.policy.MeterKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of counting. Pure: what is counted comes in, and what is to be kept goes out. */
final class Counting {

    private Counting() {}

    /** What comes of a call. */
    sealed interface Result {}

    /** It changes nothing. */
    record Refused(Metered answer) implements Result {}

    /**
     * It is granted.
     *
     * @param used of the whole meter from now on
     * @param member what is remembered of the member from now on; 0 for nothing
     */
    record Granted(long used, long member) implements Result {}

    /**
     * What a call does with a meter of a kind that it {@link Call#isFor is for}.
     *
     * @param member what is remembered of the member that it asks for; 0 for nothing
     */
    static Result of(HeldMeter held, Call call, Ask ask, long member) {
        long used = held.counter().used();
        return switch (held.rule().kind()) {
            case TOTAL, PER_PERIOD ->
                call == Call.RELEASE
                        ? new Granted(Math.max(0, used - ask.amount()), 0)
                        : ifLeft(held, ask.amount(), new Granted(used + ask.amount(), 0));
            case UNIQUE -> {
                if (call == Call.RELEASE) {
                    yield new Granted(used - member, 0);
                }
                yield member > 0 ? new Granted(used, member) : ifLeft(held, 1, new Granted(used + 1, 1));
            }
            case HIGH_WATER -> {
                long more = ask.amount() - member;
                Granted granted = new Granted(used + more, ask.amount());
                yield more > 0 ? ifLeft(held, more, granted) : granted;
            }
        };
    }

    private static Result ifLeft(HeldMeter held, long amount, Granted granted) {
        return amount > held.left() ? new Refused(held.full(amount)) : granted;
    }

    /** Whom a meter of that kind tells apart; null if it tells nobody apart. */
    static @Nullable String member(MeterKind kind, Ask ask) {
        return switch (kind) {
            case TOTAL, PER_PERIOD -> null;
            case UNIQUE -> ask.member();
            case HIGH_WATER -> Objects.requireNonNullElse(ask.member(), "");
        };
    }

    /** What is wrong with what is asked of a meter of that kind; null if nothing is. */
    static @Nullable FieldError wrong(MeterKind kind, Ask ask) {
        return switch (kind) {
            case TOTAL, PER_PERIOD ->
                ask.member() == null
                        ? null
                        : FieldError.inBody("/member", "is for meters of the kinds UNIQUE and HIGH_WATER only");
            case UNIQUE -> {
                if (ask.member() == null) {
                    yield FieldError.inBody("/member", "is needed: the meter counts each one once");
                }
                yield ask.amount() == 1 ? null : FieldError.inBody("/amount", "is 1: the meter counts each one once");
            }
            case HIGH_WATER -> null;
        };
    }
}
