package dev.marque.licensing.license;

import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The keys of a license: the present one in its row, and the former one beside it. Change them while it is held. */
final class KeyRows {

    private final CredentialDirectory directory;

    KeyRows(CredentialDirectory directory) {
        this.directory = directory;
    }

    /** Puts another key in the place of the present one, which works until the end that is given. */
    void replace(Handle transaction, TenantId tenant, UUID license, SealedKey key, Instant endsAt, Instant now) {
        forgetFormer(transaction, tenant, license);
        retire(transaction, tenant, license, license, endsAt);
        transaction
                .createUpdate("""
                        update licenses set key_hash = :hash, key_encrypted = :encrypted, updated_at = :now,
                            version = version + 1
                        where id = :id
                        """)
                .bind("id", license)
                .bind("hash", key.hash())
                .bind("encrypted", key.encrypted())
                .bind("now", now)
                .execute();
        directory.add(transaction, tenant, Kind.LICENSE_KEY, key.hash(), license);
    }

    /** Lets the key of a license that is nobody's any more work for another one, as its former key, until then. */
    void lend(Handle transaction, TenantId tenant, UUID from, UUID to, Instant endsAt) {
        forgetFormer(transaction, tenant, from);
        forgetFormer(transaction, tenant, to);
        retire(transaction, tenant, from, to, endsAt);
        byte[] hash = transaction
                .createQuery("select key_hash from licenses where id = :id")
                .bind("id", from)
                .mapTo(byte[].class)
                .one();
        directory.remove(transaction, tenant, Kind.LICENSE_KEY, hash);
        directory.add(transaction, tenant, Kind.LICENSE_KEY, hash, to);
    }

    private void forgetFormer(Handle transaction, TenantId tenant, UUID license) {
        transaction
                .createQuery("delete from license_former_keys where license_id = :id returning key_hash")
                .bind("id", license)
                .mapTo(byte[].class)
                .list()
                .forEach(hash -> directory.remove(transaction, tenant, Kind.LICENSE_KEY, hash));
    }

    private static void retire(Handle transaction, TenantId tenant, UUID from, UUID to, Instant endsAt) {
        transaction
                .createUpdate("""
                        insert into license_former_keys (tenant_id, license_id, key_hash, key_encrypted, ends_at)
                        select :tenant, :to, key_hash, key_encrypted, :endsAt from licenses where id = :from
                        """)
                .bind("tenant", tenant)
                .bind("from", from)
                .bind("to", to)
                .bind("endsAt", endsAt)
                .execute();
    }
}
