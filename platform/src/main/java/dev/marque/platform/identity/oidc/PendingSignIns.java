package dev.marque.platform.identity.oidc;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Sign-ins that went to a provider and did not come back yet. Each comes back once, within ten minutes, and to whoever
 * started it. Thread-safe.
 */
@Singleton
class PendingSignIns {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final String SECRET_MARK = "mqo_";
    private static final String VERIFIER_PURPOSE = "oidc-code-verifier";

    /**
     * A sign-in that was just started.
     *
     * @param state travels through provider and browser, and finds the sign-in again
     * @param nonce comes back within the ID token
     * @param verifier proves to the provider that who started is who redeems the code (RFC 7636)
     * @param secret stays with whoever started the sign-in, and proves that to Marque
     */
    record Started(String state, String nonce, String verifier, String secret, Instant expiresAt) {

        @Override
        public String toString() {
            return "Started[]";
        }
    }

    /** A sign-in that came back, and cannot come back again. */
    record Taken(TenantId tenant, UUID providerId, byte[] nonceHash, String verifier) {

        @Override
        public String toString() {
            return "Taken[" + providerId + "]";
        }
    }

    private record Row(
            UUID providerId, byte[] nonceHash, byte[] secretHash, byte[] verifierSealed, Instant expiresAt) {}

    private final Database database;
    private final SecretBox box;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    PendingSignIns(Database database, SecretBox box, SecureRandom random, InstantSource clock, Ids ids) {
        this.database = database;
        this.box = box;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    Started start(TenantId tenant, UUID provider) {
        Instant now = clock.instant();
        Started started = new Started(
                Tokens.random(random),
                Tokens.random(random),
                Tokens.random(random),
                SECRET_MARK + Tokens.random(random),
                now.plus(LIFETIME));
        byte[] sealed = box.seal(tenant, VERIFIER_PURPOSE, started.verifier().getBytes(StandardCharsets.UTF_8));
        database.runInTenant(tenant, transaction -> transaction
                .createUpdate("""
                        insert into oidc_sign_ins (id, tenant_id, provider_id, state_hash, nonce_hash, secret_hash,
                                                   verifier_sealed, created_at, expires_at)
                        values (:id, :tenant, :provider, :state, :nonce, :secret, :verifier, :now, :expiresAt)
                        """)
                .bind("id", ids.next())
                .bind("tenant", tenant)
                .bind("provider", provider)
                .bind("state", Tokens.sha256(started.state()))
                .bind("nonce", Tokens.sha256(started.nonce()))
                .bind("secret", Tokens.sha256(started.secret()))
                .bind("verifier", sealed)
                .bind("now", now)
                .bind("expiresAt", started.expiresAt())
                .execute());
        return started;
    }

    /** The sign-in that a state belongs to; empty if it is unknown, late, was there before, or is somebody else's. */
    Optional<Taken> take(String state, String secret) {
        byte[] hash = Tokens.sha256(state);
        Optional<TenantId> tenant = database.presenting(hash, transaction -> transaction
                .createQuery("select tenant_id from oidc_sign_ins where state_hash = :hash")
                .bind("hash", hash)
                .mapTo(TenantId.class)
                .findOne());
        return tenant.flatMap(owner -> database.inTenant(owner, transaction -> remove(transaction, hash))
                .filter(row -> clock.instant().isBefore(row.expiresAt()))
                .filter(row -> MessageDigest.isEqual(row.secretHash(), Tokens.sha256(secret)))
                .map(row -> new Taken(owner, row.providerId(), row.nonceHash(), open(owner, row))));
    }

    private static Optional<Row> remove(Handle transaction, byte[] stateHash) {
        return transaction
                .createQuery("""
                        delete from oidc_sign_ins where state_hash = :hash
                        returning provider_id, nonce_hash, secret_hash, verifier_sealed, expires_at
                        """)
                .bind("hash", stateHash)
                .mapTo(Row.class)
                .findOne();
    }

    private String open(TenantId tenant, Row row) {
        return new String(box.open(tenant, VERIFIER_PURPOSE, row.verifierSealed()), StandardCharsets.UTF_8);
    }

    /** Forgets the tenant's sign-ins that are too late; returns how many. */
    int forgetExpired(Handle transaction) {
        return transaction
                .createUpdate("delete from oidc_sign_ins where expires_at <= :now")
                .bind("now", clock.instant())
                .execute();
    }
}
