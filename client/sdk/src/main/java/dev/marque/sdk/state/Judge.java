package dev.marque.sdk.state;

import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.offline.RevocationList;
import dev.marque.sdk.Basis;
import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.LicenseStatus.Codes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program may run, from what is known and the time: pure. What was refused under signature stays refused;
 * what was granted ends by time alone, with the license or with the time without the server, whichever comes first.
 */
public final class Judge {

    /** How far behind signed times a clock may be. */
    public static final Duration SIGNED_LEEWAY = LicenseFileVerifier.DEFAULT_LEEWAY;

    /** How far behind times that only this machine has noted: people set clocks right. */
    static final Duration UNSIGNED_LEEWAY = Duration.ofHours(1);

    /** At the end of a license its server is asked; until it has answered, the answer before counts. */
    static final Duration AFTER_THE_END = Duration.ofMinutes(5);

    private static final Duration ANSWER_AGES = Duration.ofDays(1);

    /** A clock that was set back is looked at again soon: somebody may set it right. */
    private static final long CLOCK_AGAIN_MILLIS = 1_000;

    private static final long STEP_BACK_MILLIS = 1_000;

    private final Knowledge known;
    private final Instant local;
    private final Instant time;
    private final Horizon horizon;

    private Judge(Knowledge known, Instant local) {
        this.known = known;
        this.local = local;
        this.time = Knowledge.later(known.shown(local), Knowledge.later(known.seen(), known.recorded()));
        this.horizon = new Horizon(time);
    }

    /** What follows at this time of this machine's clock. */
    public static Snapshot judge(Knowledge known, Instant local) {
        return new Judge(known, local).judge();
    }

    private Snapshot judge() {
        Facts facts = known.facts();
        if (facts == null) {
            return holding(
                    refused(Codes.UNPROVEN, "The license was never proved on this machine.", Basis.NOTHING),
                    Map.of(),
                    Map.of());
        }
        Basis basis = basis(facts);
        LicenseStatus status = status(facts, basis);
        Map<String, Object> features = features(facts);
        Map<String, Long> limits = new HashMap<>();
        features.forEach((code, value) -> {
            if (value instanceof Long quantity) {
                limits.put(code, quantity);
            }
        });
        limits.putAll(facts.limits());
        return holding(status, features, limits);
    }

    /** An answer that nobody has renewed for a day is an old one, whether or not a question failed since. */
    private Basis basis(Facts facts) {
        if (facts.file()) {
            return Basis.FILE;
        }
        boolean old = horizon.reached(facts.signedAt().plus(ANSWER_AGES));
        return known.reachable() && !old ? Basis.SERVER : Basis.LAST_ANSWER;
    }

    private LicenseStatus status(Facts facts, Basis basis) {
        if (!facts.valid()) {
            return refused(facts.code(), facts.detail(), basis);
        }
        LicenseStatus listed = listed(facts, basis);
        if (listed != null) {
            return listed;
        }
        if (basis != Basis.SERVER && known.isTooEarly(known.shown(local))) {
            return refused(
                    Codes.CLOCK_BEHIND,
                    "This computer's clock is behind. Set it right, or connect it to the license server.",
                    basis);
        }
        String code = facts.code();
        if (!code.equals("EXPIRED_ALLOWED")) {
            if (horizon.reached(end(facts))) {
                return refused("EXPIRED", "The license has expired.", basis);
            }
            code = horizon.reached(facts.expiresAt()) && facts.graceEndsAt() != null ? "IN_GRACE" : code;
        }
        LicenseStatus offline = basis == Basis.SERVER ? null : offline(facts, basis, code);
        if (offline != null) {
            return offline;
        }
        LicenseStatus seatless = seatless(basis);
        return seatless == null ? usable(code, message(code, facts), basis, endsAt(facts)) : seatless;
    }

    /** What a list says takes back what was signed before it; whatever was signed later knows more. Null for nothing. */
    private @Nullable LicenseStatus listed(Facts facts, Basis basis) {
        RevocationList list = known.list();
        if (list == null || facts.signedAt().isAfter(list.issuedAt())) {
            return null;
        }
        return switch (list.standing(facts.licenseId())) {
            case NOT_LISTED -> null;
            case SUSPENDED -> refused("SUSPENDED", "The license is suspended, as a revocation list says.", basis);
            case REVOKED -> refused("REVOKED", "The license was revoked, as a revocation list says.", basis);
        };
    }

    /** A file was made for this long; an answer may be late by a little. */
    private static @Nullable Instant end(Facts facts) {
        Instant end = facts.lastEnd();
        return end == null || facts.file() ? end : end.plus(AFTER_THE_END);
    }

    /** What being offline changes; null for nothing. */
    private @Nullable LicenseStatus offline(Facts facts, Basis basis, String code) {
        Instant graceFrom = facts.signedAt().plus(known.terms().longest());
        Instant ends = offlineEnd(facts);
        if (horizon.reached(ends)) {
            return refused(
                    Codes.OFFLINE_EXPIRED,
                    "The license server was out of reach for too long. Connect this computer, or bring it a new file.",
                    basis);
        }
        return horizon.reached(graceFrom)
                ? usable(
                        code.equals("VALID") ? Codes.OFFLINE_GRACE : code,
                        "Connect this computer to the license server before " + ends + ".",
                        basis,
                        endsAt(facts))
                : null;
    }

    private Instant offlineEnd(Facts facts) {
        Instant ends = facts.signedAt().plus(known.terms().inAll());
        Instant file = facts.fileEnds();
        return file != null && file.isBefore(ends) ? file : ends;
    }

    private @Nullable LicenseStatus seatless(Basis basis) {
        SeatState seat = known.seat();
        if (seat == null) {
            return null;
        }
        if (!seat.held()) {
            return refused(seat.code(), seat.message(), basis);
        }
        return horizon.reached(seat.endsAt(known.reachable()))
                ? refused(Codes.SEAT_LOST, "The seat of the license ran out.", basis)
                : null;
    }

    private Map<String, Object> features(Facts facts) {
        Map<String, Object> features = new HashMap<>();
        facts.features().forEach((code, granted) -> {
            if (!horizon.reached(granted.expiresAt())) {
                features.put(code, granted.value());
            }
        });
        return features;
    }

    private @Nullable Instant endsAt(Facts facts) {
        Instant end = facts.code().equals("EXPIRED_ALLOWED") ? null : facts.lastEnd();
        Instant offline = offlineEnd(facts);
        return end != null && end.isBefore(offline) ? end : offline;
    }

    private static String message(String code, Facts facts) {
        return code.equals(facts.code()) ? facts.detail() : "The license has expired; please renew it soon.";
    }

    private static LicenseStatus usable(String code, String message, Basis basis, @Nullable Instant endsAt) {
        return new LicenseStatus(true, code, message, basis, endsAt);
    }

    private static LicenseStatus refused(String code, String message, Basis basis) {
        return new LicenseStatus(false, code, message, basis, null);
    }

    private Snapshot holding(LicenseStatus status, Map<String, Object> features, Map<String, Long> limits) {
        long now = local.toEpochMilli();
        long holds = status.code().equals(Codes.CLOCK_BEHIND) ? CLOCK_AGAIN_MILLIS : horizon.millis();
        return new Snapshot(
                status,
                features,
                limits,
                now - STEP_BACK_MILLIS,
                holds > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + holds);
    }
}
