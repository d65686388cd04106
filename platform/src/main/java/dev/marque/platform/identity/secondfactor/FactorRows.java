package dev.marque.platform.identity.secondfactor;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of second factors. */
final class FactorRows {

    /**
     * Somebody's second factor.
     *
     * @param confirmedAt since when it is asked for; null before the first code came
     * @param lastStep the step of the last code that was taken
     */
    record Factor(byte[] secretSealed, @Nullable Instant confirmedAt, long lastStep) {}

    private FactorRows() {}

    static Optional<Factor> lock(Handle transaction, UUID user) {
        return transaction
                .createQuery("""
                        select secret_sealed, confirmed_at, last_step from second_factors where user_id = :user for update
                        """)
                .bind("user", user)
                .mapTo(Factor.class)
                .findOne();
    }

    static boolean isConfirmed(Handle transaction, UUID user) {
        return transaction
                .createQuery("""
                        select exists (select 1 from second_factors where user_id = :user and confirmed_at is not null)
                        """)
                .bind("user", user)
                .mapTo(Boolean.class)
                .one();
    }

    /** Begins anew, unless one is confirmed; returns whether it did. */
    static boolean begin(Handle transaction, TenantId tenant, UUID user, byte[] secretSealed, Instant now) {
        return transaction
                        .createUpdate("""
                        insert into second_factors (user_id, tenant_id, secret_sealed, created_at)
                        values (:user, :tenant, :secret, :now)
                        on conflict (user_id) do update
                            set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
                            where second_factors.confirmed_at is null
                        """)
                        .bind("user", user)
                        .bind("tenant", tenant)
                        .bind("secret", secretSealed)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static void confirm(Handle transaction, UUID user, Instant now) {
        transaction
                .createUpdate("update second_factors set confirmed_at = :now where user_id = :user")
                .bind("user", user)
                .bind("now", now)
                .execute();
    }

    static void took(Handle transaction, UUID user, long step) {
        transaction
                .createUpdate("update second_factors set last_step = :step where user_id = :user")
                .bind("user", user)
                .bind("step", step)
                .execute();
    }

    /** Removes it; returns whether there was a confirmed one. */
    static boolean remove(Handle transaction, UUID user) {
        return transaction
                .createQuery("delete from second_factors where user_id = :user returning confirmed_at is not null")
                .bind("user", user)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}
