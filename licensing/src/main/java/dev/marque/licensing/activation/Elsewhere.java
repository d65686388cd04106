package dev.marque.licensing.activation;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.policy.Uniqueness;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether a machine has a seat of another license already. To be asked while the license is held. */
final class Elsewhere {

    private Elsewhere() {}

    /**
     * Why the machine may have no seat of this license; null if it may. From here to the end of the transaction no other
     * license that asks gives the same machine a seat: whoever asks later waits, and sees what became of it.
     */
    static @Nullable Refused refusing(
            Handle transaction, TenantId tenant, License license, Machine machine, Instant now) {
        Uniqueness range = license.terms().rules().tellingMachines().uniqueness();
        if (range == Uniqueness.PER_LICENSE) {
            return null;
        }
        String value = machine.fingerprint().value();
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", "marque.machine." + tenant + "." + value)
                .mapTo(Boolean.class)
                .one();
        return taken(transaction, license, range, value).stream().anyMatch(seat -> seat.holdsAt(now))
                ? new Refused(Code.FINGERPRINT_TAKEN, "The machine has a seat of another license. Deactivate it there.")
                : null;
    }

    private static List<Seat> taken(Handle transaction, License license, Uniqueness range, String value) {
        return transaction
                .createQuery("""
                        select l.*, a.activated_at, a.last_heartbeat_at
                        from license_activations a join licenses l on l.tenant_id = a.tenant_id and l.id = a.license_id
                        where a.fingerprint = :value and a.deactivated_at is null and a.license_id <> :license
                          and l.state not in ('REVOKED', 'ARCHIVED')
                          and (cast(:policy as uuid) is null or l.policy_id = :policy)
                          and (cast(:product as uuid) is null or l.product_id = :product)
                        """)
                .bind("value", value)
                .bind("license", license.id())
                .bind("policy", range == Uniqueness.PER_POLICY ? license.policyId() : null)
                .bind("product", range == Uniqueness.PER_PRODUCT ? license.productId() : null)
                .map((row, context) -> new Seat(
                        Terms.of(row),
                        new SignsOfLife(
                                Columns.instant(row, "activated_at"),
                                Columns.instantOrNull(row, "last_heartbeat_at"),
                                null)))
                .list();
    }

    private record Seat(Terms terms, SignsOfLife life) {
        boolean holdsAt(Instant now) {
            return !terms.heartbeats().seatIsLost(life, now);
        }
    }
}
