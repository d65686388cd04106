package dev.marque.licensing.trial;

import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Trials as rows. */
public final class TrialRows {

    private TrialRows() {}

    /**
     * Lets nobody else in any process begin a trial of that product until the transaction ends. Whoever wants a license's
     * row as well takes that first.
     */
    public static void hold(Handle transaction, TenantId tenant, UUID product) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", "trial " + tenant + " " + product)
                .mapTo(Boolean.class)
                .one();
    }

    /** Remembers that a license is a trial, for that person; of two for the same person one is the first. */
    public static void issued(
            Handle transaction, TenantId tenant, UUID product, UUID license, @Nullable EmailAddress person) {
        hold(transaction, tenant, product);
        transaction
                .createUpdate("""
                        insert into license_trials (license_id, tenant_id, product_id, email, person, first)
                        values (:license, :tenant, :product, :email, :person,
                                cast(:person as text) is not null
                                and not exists (select from license_trials
                                                where product_id = :product and person = :person and first))
                        """)
                .bind("license", license)
                .bind("tenant", tenant)
                .bind("product", product)
                .bind("email", person == null ? null : person.given())
                .bind("person", person == null ? null : person.normal())
                .execute();
    }

    /** Whether the person of this trial has another one of the product, which came first. */
    public static boolean personTried(Handle transaction, UUID product, UUID license) {
        return transaction
                .createQuery("""
                        select exists (select from license_trials mine
                                       join license_trials other on other.tenant_id = mine.tenant_id
                                        and other.product_id = :product and other.person = mine.person and other.first
                                       where mine.license_id = :license and other.license_id <> :license)
                        """)
                .bind("product", product)
                .bind("license", license)
                .mapTo(Boolean.class)
                .one();
    }

    /** Remembers that a trial has begun; when it began first stays. */
    public static void started(Handle transaction, TenantId tenant, UUID product, UUID license, Instant now) {
        transaction
                .createUpdate("""
                        insert into license_trials (license_id, tenant_id, product_id, first, started_at)
                        values (:license, :tenant, :product, false, :now)
                        on conflict (license_id) do update
                        set started_at = coalesce(license_trials.started_at, :now)
                        """)
                .bind("license", license)
                .bind("tenant", tenant)
                .bind("product", product)
                .bind("now", now)
                .execute();
    }

    /** Counts an extension, if that makes no more than {@code most}; whoever calls holds the license. */
    public static boolean extend(Handle transaction, TenantId tenant, UUID product, UUID license, int most) {
        return most > 0
                && transaction
                                .createUpdate("""
                                        insert into license_trials (license_id, tenant_id, product_id, first, extensions)
                                        values (:license, :tenant, :product, false, 1)
                                        on conflict (license_id) do update set extensions = license_trials.extensions + 1
                                        where license_trials.extensions < :most
                                        """)
                                .bind("license", license)
                                .bind("tenant", tenant)
                                .bind("product", product)
                                .bind("most", most)
                                .execute()
                        == 1;
    }

    public static Optional<Trial> find(Handle transaction, UUID license) {
        return transaction
                .createQuery("""
                        select t.*, (select count(*) from license_trial_machines m
                                     where m.tenant_id = t.tenant_id and m.license_id = t.license_id) as machines
                        from license_trials t where t.license_id = :license
                        """)
                .bind("license", license)
                .map((row, context) -> map(row))
                .findOne();
    }

    /** Forgets whom and which machines the trial was for; how often it was extended stays. */
    public static void forgive(Handle transaction, UUID license) {
        transaction
                .createUpdate("update license_trials set email = null, person = null, first = false"
                        + " where license_id = :license")
                .bind("license", license)
                .execute();
        transaction
                .createUpdate("delete from license_trial_machines where license_id = :license")
                .bind("license", license)
                .execute();
    }

    private static Trial map(ResultSet row) throws SQLException {
        return new Trial(
                Columns.id(row, "license_id"),
                Columns.textOrNull(row, "email"),
                Columns.instantOrNull(row, "started_at"),
                row.getInt("machines"),
                row.getInt("extensions"));
    }
}
