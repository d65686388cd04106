package dev.marque.platform.observe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.kernel.net.Network;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators of who guesses: once in a window for each address (for IPv6 each /64) that passes the threshold, with
 * a line in the log and a count. It slows nobody down; that is for rate limits and lock-out.
 *
 * <p>Thread-safe. Each process counts for itself and remembers at most {@value #MOST_ADDRESSES} addresses.
 */
@Singleton
public class AbuseWatch {

    /** Refusals within {@link #WINDOW} that are no longer taken for mistakes. */
    static final int THRESHOLD = 50;

    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 100_000;
    private static final int IPV6_SITE_BITS = 64;
    private static final System.Logger LOG = System.getLogger(AbuseWatch.class.getName());

    /** What somebody seems to be doing. */
    public enum Abuse {
        /** One address sends many wrong license keys, API keys or tokens. */
        KEY_GUESSING,
        /** One address fails to sign in many times, to whatever accounts. */
        CREDENTIAL_STUFFING,
        /** Many addresses fail to sign in to one account. */
        ACCOUNT_UNDER_SIEGE
    }

    public static final Counted<Abuse> ALARMS =
            Counted.by(Abuse.class, "marque.abuse.alarms", "abuse", "Alarms about guessing; the log names who");

    private record Source(Abuse abuse, String address) {}

    private record Tally(Instant since, int refusals) {}

    private final InstantSource clock;
    private final Cache<Source, Tally> tallies = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(WINDOW)
            .build();

    @Inject
    public AbuseWatch(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a refusal of what an address presented. */
    public void refused(Abuse abuse, @Nullable String address) {
        Source source = new Source(abuse, site(address));
        Instant now = clock.instant();
        Tally tally = tallies.asMap()
                .merge(
                        source,
                        new Tally(now, 1),
                        (before, first) -> before.since().plus(WINDOW).isAfter(now)
                                ? new Tally(before.since(), before.refusals() + 1)
                                : first);
        if (tally.refusals() == THRESHOLD) {
            alarm(abuse, THRESHOLD + " refusals within " + WINDOW.toMinutes() + " minutes, from " + source.address());
        }
    }

    /** Raises an alarm that somebody else found the reason for. */
    public static void alarm(Abuse abuse, String detail) {
        ALARMS.add(abuse);
        LOG.log(Level.WARNING, "Abuse suspected, " + abuse + ": " + detail);
    }

    private static String site(@Nullable String address) {
        return address == null
                ? "unknown"
                : Network.address(address)
                        .map(known -> known instanceof Inet4Address
                                ? known.getHostAddress()
                                : Network.around(known, IPV6_SITE_BITS).toString())
                        .orElse("unknown");
    }
}
