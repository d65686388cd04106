package dev.marque.sdk.state;

import dev.marque.keys.offline.OfflineTerms;
import dev.marque.keys.offline.RevocationList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that is known. Never changes; what is learnt makes another one.
 *
 * @param facts null before anything was heard
 * @param terms how long the program may go on without the server
 * @param reachable whether the server answered when it was last asked
 * @param seen the latest time that the vendor has signed: it was later than that ever since
 * @param recorded the latest time that this machine's clock has shown, signed by nobody
 * @param offset what has to be added to this machine's clock, as of the server's last answer; zero if it is about right
 * @param seat null if the license is not floating
 * @param list what the vendor has suspended and revoked, as of the latest list that was brought; null without one
 */
public record Knowledge(
        @Nullable Facts facts,
        OfflineTerms terms,
        boolean reachable,
        Instant seen,
        Instant recorded,
        Duration offset,
        @Nullable SeatState seat,
        @Nullable RevocationList list) {

    /** Nothing, under these terms. */
    public static Knowledge nothing(OfflineTerms terms) {
        return new Knowledge(null, terms, false, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, null, null);
    }

    /** After an answer of the server. */
    public Knowledge heard(Facts answered, Instant local) {
        Duration off = Duration.between(local, answered.signedAt());
        return new Knowledge(
                answered,
                terms,
                true,
                later(seen, answered.signedAt()),
                // What an unsigned clock said before counts no more: the server has just said what time it is.
                answered.signedAt(),
                off.abs().compareTo(Judge.SIGNED_LEEWAY) > 0 ? off : Duration.ZERO,
                seat,
                list);
    }

    /** With a file, which counts if it is newer than what is known. Answers are dated in whole seconds. */
    public Knowledge withFile(Facts file) {
        Facts known = facts;
        Instant dated = file.signedAt().truncatedTo(ChronoUnit.SECONDS);
        boolean newer = known == null || dated.isAfter(known.signedAt());
        return new Knowledge(
                newer ? file : known, terms, reachable, later(seen, file.signedAt()), recorded, offset, seat, list);
    }

    /** With a revocation list, which is dated by the vendor like a file. */
    public Knowledge listed(@Nullable RevocationList other) {
        Instant signed = other == null ? seen : later(seen, other.issuedAt());
        return new Knowledge(facts, terms, reachable, signed, recorded, offset, seat, other);
    }

    /** Believing of the license what those know of it, which may be less: keys were revoked. */
    public Knowledge restingOn(Knowledge others) {
        return new Knowledge(others.facts, others.terms, reachable, seen, recorded, offset, seat, list)
                .listed(others.list);
    }

    public Knowledge unreachable() {
        return new Knowledge(facts, terms, false, seen, recorded, offset, seat, list);
    }

    public Knowledge under(OfflineTerms other) {
        return new Knowledge(facts, other, reachable, seen, recorded, offset, seat, list);
    }

    public Knowledge seated(@Nullable SeatState other) {
        return new Knowledge(facts, terms, reachable, seen, recorded, offset, other, list);
    }

    /** The clock has shown this time. */
    public Knowledge at(Instant local) {
        return new Knowledge(facts, terms, reachable, seen, later(recorded, shown(local)), offset, seat, list);
    }

    /**
     * The time that it is when this machine's clock shows that. A clock that was ahead, and makes no sense any more by how
     * much it was, has been set right.
     */
    Instant shown(Instant local) {
        Instant corrected = local.plus(offset);
        return offset.isNegative() && isTooEarly(corrected) && !isTooEarly(local) ? local : corrected;
    }

    /** Whether that time has passed already, for all that is known. */
    boolean isTooEarly(Instant time) {
        return time.isBefore(seen.minus(Judge.SIGNED_LEEWAY)) || time.isBefore(recorded.minus(Judge.UNSIGNED_LEEWAY));
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
