package dev.marque.keygen.license;

import dev.marque.keygen.route.Query;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Moments;
import dev.marque.licensing.license.LicenseTraits.Ends;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a caller wants licenses to end: {@code expires[…]}, {@code expired}, {@code expired[…]}, {@code expiring}. */
record EndsQuery(Query query, Instant now) {

    private static final Duration DAY = Duration.ofDays(1);

    /** Null where it does not matter. */
    @Nullable Ends ends() {
        Map<String, String> expires = query.members("expires");
        Map<String, String> expired = query.members("expired");
        if (!expires.isEmpty()) {
            return within("expires", expires, false);
        }
        if (!expired.isEmpty()) {
            return within("expired", expired, true);
        }
        return query.flag("expired")
                .map(is -> is ? new Ends(null, now, false) : new Ends(now.plus(LicenseQuery.MOMENT), null, true))
                .or(() -> query.flag("expiring").map(this::expiring))
                .orElse(null);
    }

    private Ends expiring(boolean is) {
        if (!is) {
            throw Failure.badParameter("expiring", "can be true only", "NOT_SUPPORTED");
        }
        return new Ends(now, now.plus(LicenseViews.EXPIRING), false);
    }

    /** @param past whether those that ended are meant, and those that will otherwise */
    private Ends within(String parameter, Map<String, String> asked, boolean past) {
        Map.Entry<String, String> first = asked.entrySet().iterator().next();
        String name = parameter + "[" + first.getKey() + "]";
        String text = first.getValue();
        return switch (first.getKey()) {
            case "within", "in" ->
                past ? new Ends(shifted(name, text, -1), now, false) : new Ends(now, shifted(name, text, 1), false);
            case "before" -> {
                Instant before = moment(name, text);
                yield past ? new Ends(null, before.isBefore(now) ? before : now, false) : new Ends(now, before, false);
            }
            case "after" -> {
                Instant after = moment(name, text);
                yield past ? new Ends(after, now, false) : new Ends(after.isAfter(now) ? after : now, null, false);
            }
            case "on" -> {
                Instant day = moment(name, text).truncatedTo(ChronoUnit.DAYS);
                Instant end = day.plus(DAY).minus(LicenseQuery.MOMENT);
                yield new Ends(day, past && now.isBefore(end) ? now : end, false);
            }
            default -> throw Failure.badParameter(name, "unpermitted parameter", null);
        };
    }

    /** A day, an instant, or seconds since 1970. */
    private static Instant moment(String name, String text) {
        if (text.matches("[0-9]{1,12}")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return Moments.parse(text).orElseThrow(() -> Failure.badParameter(name, "must be a time", null));
    }

    /** So far from now as a number of seconds or an ISO 8601 duration says, whose P may be missing. */
    private Instant shifted(String name, String text, int sign) {
        try {
            if (text.matches("[0-9]{1,12}")) {
                return now.plusSeconds(sign * Long.parseLong(text));
            }
            String iso = text.toUpperCase(Locale.ROOT);
            String[] parts = (iso.startsWith("P") ? iso.substring(1) : iso).split("T", 2);
            Period days = parts[0].isEmpty() ? Period.ZERO : Period.parse("P" + parts[0]);
            Duration rest = parts.length == 1 ? Duration.ZERO : Duration.parse("PT" + parts[1]);
            return now.atOffset(ZoneOffset.UTC)
                    .plus(days.multipliedBy(sign))
                    .plus(rest.multipliedBy(sign))
                    .toInstant();
        } catch (DateTimeException | ArithmeticException malformed) {
            throw Failure.badParameter(name, "must be a duration", null);
        }
    }
}
