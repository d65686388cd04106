package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows behind refresh tokens. A family is one sign-in ({@link
 * Session}): every token of it descends from the same password check. */
@Singleton
public class RefreshTokens {

    static final String MARK = "mqr_";

    /** A stored token. Usable while it is neither used nor expired, and its sign-in goes on. */
    record Row(
            UUID id,
            UUID familyId,
            UUID userId,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    private final CredentialDirectory directory;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public RefreshTokens(CredentialDirectory directory, SecureRandom random, InstantSource clock, Ids ids) {
        this.directory = directory;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** A new token of a family; its text is stored nowhere. */
    String issue(Handle transaction, TenantId tenant, UUID familyId, UUID userId) {
        String token = MARK + Tokens.random(random);
        byte[] hash = Tokens.sha256(token);
        UUID id = ids.next();
        Instant now = clock.instant();
        transaction
                .createUpdate("""
                        insert into refresh_tokens (id, tenant_id, family_id, user_id, token_hash, created_at, expires_at)
                        values (:id, :tenant, :family, :user, :hash, :now, :expiresAt)
                        """)
                .bind("id", id)
                .bind("tenant", tenant)
                .bind("family", familyId)
                .bind("user", userId)
                .bind("hash", hash)
                .bind("now", now)
                .bind("expiresAt", now.plus(PlatformSettings.SESSION_LIFETIME.in(transaction)))
                .execute();
        directory.add(transaction, tenant, Kind.REFRESH_TOKEN, hash, id);
        return token;
    }

    /** The row of a token, locked, so that of two calls with the same token one is second. */
    Optional<Row> lock(Handle transaction, UUID id) {
        return transaction.createQuery("""
                        select id, family_id, user_id, expires_at, used_at
                        from refresh_tokens where id = :id for update
                        """).bind("id", id).mapTo(Row.class).findOne();
    }

    void markUsed(Handle transaction, UUID id) {
        transaction
                .createUpdate("update refresh_tokens set used_at = :now where id = :id")
                .bind("now", clock.instant())
                .bind("id", id)
                .execute();
    }

    /** Forgets every token of a person who is removed. */
    void forgetUser(Handle transaction, UUID userId) {
        transaction.createUpdate("""
                        delete from credential_directory d using refresh_tokens t
                        where d.tenant_id = t.tenant_id and d.subject_id = t.id and t.user_id = :user
                        """).bind("user", userId).execute();
        transaction
                .createUpdate("delete from refresh_tokens where user_id = :user")
                .bind("user", userId)
                .execute();
    }

    /** Forgets tokens that expired before a moment; returns how many. A job of the tenant's upkeep. */
    int forgetExpired(Handle transaction, Instant before) {
        transaction.createUpdate("""
                        delete from credential_directory d using refresh_tokens t
                        where d.tenant_id = t.tenant_id and d.subject_id = t.id and t.expires_at < :before
                        """).bind("before", before).execute();
        return transaction
                .createUpdate("delete from refresh_tokens where expires_at < :before")
                .bind("before", before)
                .execute();
    }
}
