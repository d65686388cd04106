package dev.marque.platform.identity;

import dev.marque.platform.identity.SignInProof.Method;
import dev.marque.platform.settings.PlatformSettings;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant demands of sign-ins with a password: a second factor, once the grace is over. It is asked at every call,
 * so that turning it on counts for those who are signed in already. A provider answers for its own sign-ins.
 */
public final class SecondFactorDuty {

    private SecondFactorDuty() {}

    /** Whether a sign-in may do nothing but set up a second factor. */
    static boolean isOwed(Handle transaction, @Nullable Method method, boolean secondFactor, Instant now) {
        return !secondFactor
                && method != Method.PROVIDER
                && PlatformSettings.SECOND_FACTOR_REQUIRED.in(transaction)
                && !now.isBefore(begins(transaction));
    }

    private static Instant begins(Handle transaction) {
        return PlatformSettings.SECOND_FACTOR_REQUIRED
                .changedAt(transaction)
                .map(since -> since.plus(PlatformSettings.SECOND_FACTOR_GRACE.in(transaction)))
                .orElse(Instant.MIN);
    }

    /** A code was shown within this sign-in. */
    public static void fulfilled(Handle transaction, @Nullable UUID session) {
        transaction
                .createUpdate("update sessions set second_factor = true where id = :session")
                .bind("session", session)
                .execute();
    }

    /** The second factor that somebody's sign-ins rest on is no more. */
    public static void lapsed(Handle transaction, UUID user) {
        transaction
                .createUpdate("update sessions set second_factor = false where user_id = :user and second_factor")
                .bind("user", user)
                .execute();
    }
}
