package dev.marque.edge.usage;

import dev.marque.licensing.lease.LeaseSpan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the seats of a license were used for in one hour of UTC.
 *
 * @param startsAt the hour's beginning
 * @param seats how many were taken at once at the most
 * @param holders who had one, as hashes: the vendor can count them and see them come again, not who they are
 * @param denials how often somebody was told that none was free
 */
public record HourOfUse(Instant startsAt, int seats, SortedSet<String> holders, int denials) {

    public static final Duration HOUR = Duration.ofHours(1);
    private static final int HASH_BYTES = 12;

    /** Whether there is anything to tell of it. */
    public boolean isIdle() {
        return seats == 0 && denials == 0;
    }

    /**
     * Sums an hour up. A seat that is given back and given again at the same instant is one seat.
     *
     * @param spans those that touch the hour; others are passed over
     */
    public static HourOfUse of(UUID license, Instant startsAt, List<LeaseSpan> spans, int denials) {
        Instant end = startsAt.plus(HOUR);
        TreeMap<Instant, Integer> steps = new TreeMap<>();
        SortedSet<String> holders = new TreeSet<>();
        for (LeaseSpan span : spans) {
            if (span.from().isBefore(end) && span.until().isAfter(startsAt)) {
                steps.merge(span.from().isBefore(startsAt) ? startsAt : span.from(), 1, Integer::sum);
                steps.merge(span.until(), -1, Integer::sum);
                holders.add(hash(license, span.holder()));
            }
        }
        int taken = 0;
        int most = 0;
        for (Map.Entry<Instant, Integer> step : steps.headMap(end).entrySet()) {
            taken += step.getValue();
            most = Math.max(most, taken);
        }
        return new HourOfUse(startsAt, most, holders, denials);
    }

    private static String hash(UUID license, String holder) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256")
                    .digest((license + "\n" + holder).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(whole, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
