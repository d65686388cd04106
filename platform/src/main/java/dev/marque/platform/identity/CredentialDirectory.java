package dev.marque.platform.identity;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells which tenant a presented secret belongs to, before any tenant is known. It is the one place where a look-up
 * crosses tenants, and it shows only rows whose hash the caller can already compute. Thread-safe.
 */
@Singleton
public class CredentialDirectory {

    /** What is looked up by. */
    public enum Kind {
        EMAIL,
        REFRESH_TOKEN,
        API_KEY,
        LICENSE_KEY,
        LICENSE_TOKEN,
        SIGNING_KEY
    }

    /**
     * Where a secret leads.
     *
     * @param subjectId the user, token, API key, license, license token or signing key
     * @param environment of the license; production for what belongs to none
     */
    public record Entry(TenantId tenantId, UUID subjectId, EnvironmentCode environment) {

        /** Where what a license key opens is. */
        public TenantEnvironment where() {
            return new TenantEnvironment(tenantId, environment);
        }
    }

    private final Database database;

    @Inject
    public CredentialDirectory(Database database) {
        this.database = database;
    }

    /** Where the secret leads; an e-mail address may lead to several tenants, any other kind to one at most. */
    public List<Entry> find(Kind kind, byte[] lookupHash) {
        return database.presenting(lookupHash, transaction -> transaction
                .createQuery("""
                        select tenant_id, subject_id, environment from credential_directory
                        where lookup_hash = :hash and kind = :kind order by tenant_id
                        """)
                .bind("hash", lookupHash)
                .bind("kind", kind.name())
                .mapTo(Entry.class)
                .list());
    }

    /** Adds an entry in the transaction that creates its subject. */
    public void add(Handle transaction, TenantId tenant, Kind kind, byte[] lookupHash, UUID subjectId) {
        transaction
                .createUpdate("""
                        insert into credential_directory (lookup_hash, tenant_id, kind, subject_id)
                        values (:hash, :tenant, :kind, :subject)
                        """)
                .bind("hash", lookupHash)
                .bind("tenant", tenant)
                .bind("kind", kind.name())
                .bind("subject", subjectId)
                .execute();
    }

    /** Removes one entry, in the transaction that ends the secret. */
    public void remove(Handle transaction, TenantId tenant, Kind kind, byte[] lookupHash) {
        transaction
                .createUpdate("""
                        delete from credential_directory
                        where tenant_id = :tenant and kind = :kind and lookup_hash = :hash
                        """)
                .bind("tenant", tenant)
                .bind("kind", kind.name())
                .bind("hash", lookupHash)
                .execute();
    }

    /** Removes all entries of a subject, in the transaction that ends it. */
    public void remove(Handle transaction, TenantId tenant, UUID subjectId) {
        transaction
                .createUpdate("delete from credential_directory where tenant_id = :tenant and subject_id = :subject")
                .bind("tenant", tenant)
                .bind("subject", subjectId)
                .execute();
    }
}
