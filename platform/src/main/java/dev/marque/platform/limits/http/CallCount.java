package dev.marque.platform.limits.http;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.RateLimiter;
import dev.marque.platform.limits.Verdict;
import dev.marque.platform.observe.Counted;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.Inet4Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the limits said to the current call; the tightest is told in the answer. */
@RequestScoped
public class CallCount {

    public static final Counted<Limit> REFUSED =
            Counted.by(Limit.class, "marque.rate.limit.refusals", "limit", "Calls that a rate limit refused");

    private static final int IPV6_SITE_BITS = 64;

    private final RateLimiter limiter;
    private @Nullable Verdict tightest;

    @Inject
    public CallCount(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /** @throws ProblemException RATE_LIMITED if the limit does not admit the call */
    void take(Limit limit, String subject) {
        Verdict verdict = limiter.take(limit, subject);
        if (tightest == null || !verdict.admitted() || verdict.isTighterThan(tightest)) {
            tightest = verdict;
        }
        if (!verdict.admitted()) {
            REFUSED.add(limit);
            throw ProblemException.later(
                    ProblemType.RATE_LIMITED,
                    "The limit " + limit.code() + " allows "
                            + verdict.allowance().requests() + " calls in "
                            + verdict.allowance().window().toSeconds() + " seconds.",
                    verdict.retryAfter());
        }
    }

    /** The caller proved who it is: the call does not count against its address. */
    void proven(RequestOrigin origin) {
        limiter.giveBack(Limit.ADDRESS, subject(origin));
        tightest = null;
    }

    /**
     * To be asked before a secret is looked up that stands in the call itself, not in its credentials.
     *
     * @throws ProblemException RATE_LIMITED for whoever guessed wrong as often as {@link Limit#SIGN_IN} allows
     */
    public void beforeGuess(Optional<Actor> caller, RequestOrigin origin) {
        String guesser = guesser(caller, origin);
        if (!limiter.wouldAdmit(Limit.SIGN_IN, guesser)) {
            take(Limit.SIGN_IN, guesser);
        }
    }

    /** The secret is nobody's. */
    public void guessedWrong(Optional<Actor> caller, RequestOrigin origin) {
        limiter.take(Limit.SIGN_IN, guesser(caller, origin));
    }

    /**
     * The secret is a license's: a caller who brought no credentials is that license.
     *
     * @throws ProblemException RATE_LIMITED
     */
    public void guessedRight(Optional<Actor> caller, RequestOrigin origin, Actor license) {
        if (caller.isEmpty()) {
            proven(origin);
            take(Limit.LICENSE, license.id().toString());
            take(Limit.TENANT, license.tenant().value().toString());
        }
    }

    private static String guesser(Optional<Actor> caller, RequestOrigin origin) {
        return caller.map(actor -> actor.id().toString()).orElseGet(() -> subject(origin));
    }

    /** What the tightest limit said; empty if none was asked. */
    public Optional<Verdict> tightest() {
        return Optional.ofNullable(tightest);
    }

    /** Whose calls are counted that come from an address: for IPv6 the /64 that a site is given, all free to choose from. */
    public static String subject(@Nullable String from) {
        String address = from == null ? "unknown" : from;
        return Network.address(address)
                .map(known -> known instanceof Inet4Address
                        ? known.getHostAddress()
                        : Network.around(known, IPV6_SITE_BITS).toString())
                .orElse(address);
    }

    static String subject(RequestOrigin origin) {
        return subject(origin.address());
    }
}
