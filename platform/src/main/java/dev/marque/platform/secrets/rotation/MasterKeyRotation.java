package dev.marque.platform.secrets.rotation;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Seals everything anew under the current master key, a hundred rows in a transaction, while the system runs. How far it
 * is stands in the rows themselves, so it may be interrupted at any time and goes on where it was. Thread-safe.
 */
public final class MasterKeyRotation implements JobSource {

    public static final String JOB = "platform.master-key-resealing";
    private static final System.Logger LOG = System.getLogger(MasterKeyRotation.class.getName());

    private final Database database;
    private final Tenants tenants;
    private final SecretBox box;
    private final InstantSource clock;
    private final List<SealedColumn> columns;

    public MasterKeyRotation(
            Database database,
            Tenants tenants,
            SecretBox box,
            InstantSource clock,
            Iterable<? extends SealedColumns> rooms) {
        this.database = database;
        this.tenants = tenants;
        this.box = box;
        this.clock = clock;
        List<SealedColumn> all = new ArrayList<>();
        rooms.forEach(room -> all.addAll(room.sealedColumns()));
        this.columns = List.copyOf(all);
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob(JOB, Duration.ofHours(1), this::run));
    }

    /**
     * To be called at start-up, before anything is sealed: remembers the current key.
     *
     * @throws ConfigurationProblem if something is sealed under a key that is not configured
     */
    public void check() {
        database.runWithoutTenant(transaction -> {
            List<byte[]> used = transaction
                    .createQuery("select key_id from master_keys")
                    .mapTo(byte[].class)
                    .list();
            if (!used.stream().allMatch(box::opens)) {
                throw new ConfigurationProblem("The database holds secrets that were sealed under another master key."
                        + " Set MARQUE_MASTER_KEY to that key, or MARQUE_MASTER_KEY_PREVIOUS while it is being"
                        + " replaced (docs/keys.md).");
            }
            transaction
                    .createUpdate("""
                            insert into master_keys (key_id, first_used_at) values (:id, :now) on conflict do nothing
                            """)
                    .bind("id", box.currentKeyId())
                    .bind("now", clock.instant())
                    .execute();
        });
    }

    /** Returns how many secrets were sealed anew. */
    public long run() {
        long resealed = 0;
        for (Tenant tenant : tenants.all()) {
            for (SealedColumn column : columns) {
                resealed += reseal(tenant.id(), column);
            }
        }
        if (resealed > 0) {
            LOG.log(Level.INFO, "Sealed {0} secrets anew under the current master key", resealed);
        }
        if (status().remaining() == 0) {
            forgetOthers();
        }
        return resealed;
    }

    /** Counts what remains. It reads every sealed column. */
    public MasterKeyStatus status() {
        List<MasterKeyStatus.ColumnStatus> counted = columns.stream()
                .map(column -> new MasterKeyStatus.ColumnStatus(column.table(), column.column(), remaining(column)))
                .toList();
        long remaining = counted.stream()
                .mapToLong(MasterKeyStatus.ColumnStatus::remaining)
                .sum();
        return new MasterKeyStatus(HexFormat.of().formatHex(box.currentKeyId()), remaining, remaining == 0, counted);
    }

    private long remaining(SealedColumn column) {
        return tenants.all().stream()
                .map(Tenant::id)
                .mapToLong(
                        tenant -> database.<Long>acrossEnvironments(tenant, new SealedRows(box, tenant, column)::count))
                .sum();
    }

    private long reseal(TenantId tenant, SealedColumn column) {
        SealedRows rows = new SealedRows(box, tenant, column);
        long all = 0;
        int some;
        do {
            some = database.<Integer>acrossEnvironments(tenant, rows::reseal);
            all += some;
        } while (some > 0);
        return all;
    }

    private void forgetOthers() {
        int forgotten = database.<Integer>withoutTenant(transaction -> transaction
                .createUpdate("delete from master_keys where key_id <> :id")
                .bind("id", box.currentKeyId())
                .execute());
        if (forgotten > 0) {
            LOG.log(Level.INFO, "Nothing needs MARQUE_MASTER_KEY_PREVIOUS any more: it may be removed");
        }
    }
}
