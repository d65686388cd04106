package dev.marque.licensing.trial;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The machines on which trials were begun, as rows. Whoever asks and writes holds the product's trials. */
public final class TrialMachines {

    private TrialMachines() {}

    /** Those of other licenses that have the value, or at least one component, in common with this one. */
    public static List<Fingerprint> alike(Handle transaction, UUID product, UUID license, Fingerprint machine) {
        return transaction
                .createQuery("""
                        select distinct on (m.id) m.fingerprint, m.components
                        from license_trial_marks k
                        join license_trial_machines m on m.tenant_id = k.tenant_id and m.id = k.machine_id
                        where k.product_id = :product and k.mark = any (:marks) and m.license_id <> :license
                        """)
                .bind("product", product)
                .bind("license", license)
                .bindArray("marks", String.class, marks(machine))
                .map((row, context) -> new Fingerprint(
                        Columns.text(row, "fingerprint"), JsonColumns.texts(row.getString("components"))))
                .list();
    }

    /** Remembers a machine; one that the license had before is not remembered twice. */
    public static void remember(
            Handle transaction,
            TenantId tenant,
            UUID product,
            UUID license,
            UUID id,
            Fingerprint machine,
            Instant now) {
        int inserted = transaction
                .createUpdate("""
                        insert into license_trial_machines (id, tenant_id, license_id, fingerprint, components, started_at)
                        values (:id, :tenant, :license, :value, cast(:components as jsonb), :now)
                        on conflict (tenant_id, license_id, fingerprint) do nothing
                        """)
                .bind("id", id)
                .bind("tenant", tenant)
                .bind("license", license)
                .bind("value", machine.value())
                .bind("components", JsonColumns.write(machine.components()))
                .bind("now", now)
                .execute();
        if (inserted == 1) {
            transaction
                    .createUpdate("""
                            insert into license_trial_marks (tenant_id, product_id, mark, machine_id)
                            select :tenant, :product, mark, :id from unnest(:marks) as mark
                            """)
                    .bind("tenant", tenant)
                    .bind("product", product)
                    .bind("id", id)
                    .bindArray("marks", String.class, marks(machine))
                    .execute();
        }
    }

    /** What a machine is found by. No name of a component has a colon, so that a value is never taken for a component. */
    private static List<String> marks(Fingerprint machine) {
        List<String> marks = new ArrayList<>(List.of(":" + machine.value()));
        machine.components().forEach((name, value) -> marks.add(name + ":" + value));
        return marks;
    }
}
