package dev.marque.licensing.meter;

import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who was counted in a period, or what each machine reported last. They change only while their counter is held. */
final class Members {

    private Members() {}

    /** What is remembered of a member; 0 for nothing. */
    static long amount(Handle transaction, Member member) {
        return transaction
                .createQuery("select amount from license_meter_members where meter_id = :counter and member = :member")
                .bind("counter", member.counterId())
                .bind("member", member.bytes())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private record Row(UUID meterId, byte[] member, long amount) {}

    /** What is remembered of each of them, in one round trip; those are left out of whom nothing is. */
    static Map<Member, Long> amounts(Handle transaction, Collection<Member> members) {
        if (members.isEmpty()) {
            return Map.of();
        }
        return transaction
                .createQuery("""
                        select m.meter_id, m.member, m.amount
                        from json_to_recordset(cast(:members as json)) as q ("counterId" uuid, hash text)
                        join license_meter_members m on m.meter_id = q."counterId" and m.member = decode(q.hash, 'hex')
                        """)
                .bind("members", JsonColumns.write(members.toArray(Member[]::new)))
                .mapTo(Row.class)
                .collect(Collectors.toMap(
                        row -> new Member(row.meterId, HexFormat.of().formatHex(row.member)), Row::amount));
    }

    /** Remembers an amount for a member, or forgets the member for 0. */
    static void put(Handle transaction, TenantId tenant, Member member, long amount) {
        put(transaction, tenant, Map.of(member, amount));
    }

    /** As for one of them, in two round trips at most. */
    static void put(Handle transaction, TenantId tenant, Map<Member, Long> amounts) {
        PreparedBatch kept = transaction.prepareBatch("""
                insert into license_meter_members (tenant_id, meter_id, member, amount)
                values (:tenant, :counter, :member, :amount)
                on conflict (tenant_id, meter_id, member) do update set amount = excluded.amount
                """);
        PreparedBatch forgotten = transaction.prepareBatch(
                "delete from license_meter_members where meter_id = :counter and member = :member");
        amounts.forEach((member, amount) -> {
            if (amount == 0) {
                forgotten
                        .bind("counter", member.counterId())
                        .bind("member", member.bytes())
                        .add();
            } else {
                kept.bind("tenant", tenant)
                        .bind("counter", member.counterId())
                        .bind("member", member.bytes())
                        .bind("amount", amount)
                        .add();
            }
        });
        kept.execute();
        forgotten.execute();
    }

    static void forgetAll(Handle transaction, UUID counterId) {
        transaction
                .createUpdate("delete from license_meter_members where meter_id = :counter")
                .bind("counter", counterId)
                .execute();
    }
}
