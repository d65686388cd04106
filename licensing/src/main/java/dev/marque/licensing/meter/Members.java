package dev.marque.licensing.meter;

import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who was counted in a period, or what each machine reported last. They change only while their counter is held. */
final class Members {

    private Members() {}

    /** Remembers an amount for a member, or forgets the member for 0; returns what was remembered before, 0 for nothing. */
    static long put(Handle transaction, TenantId tenant, UUID counterId, String member, long amount) {
        byte[] hash = Tokens.sha256(member);
        long before = amount(transaction, counterId, hash);
        if (amount == 0) {
            transaction
                    .createUpdate("delete from license_meter_members where meter_id = :counter and member = :member")
                    .bind("counter", counterId)
                    .bind("member", hash)
                    .execute();
        } else if (amount != before) {
            transaction
                    .createUpdate("""
                            insert into license_meter_members (tenant_id, meter_id, member, amount)
                            values (:tenant, :counter, :member, :amount)
                            on conflict (tenant_id, meter_id, member) do update set amount = excluded.amount
                            """)
                    .bind("tenant", tenant)
                    .bind("counter", counterId)
                    .bind("member", hash)
                    .bind("amount", amount)
                    .execute();
        }
        return before;
    }

    static long amount(Handle transaction, UUID counterId, String member) {
        return amount(transaction, counterId, Tokens.sha256(member));
    }

    static void forgetAll(Handle transaction, UUID counterId) {
        transaction
                .createUpdate("delete from license_meter_members where meter_id = :counter")
                .bind("counter", counterId)
                .execute();
    }

    private static long amount(Handle transaction, UUID counterId, byte[] hash) {
        return transaction
                .createQuery("select amount from license_meter_members where meter_id = :counter and member = :member")
                .bind("counter", counterId)
                .bind("member", hash)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }
}
