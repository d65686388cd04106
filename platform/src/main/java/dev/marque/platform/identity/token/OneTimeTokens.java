package dev.marque.platform.identity.token;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Secrets that work once, for a while. Form: the purpose's mark, 22 characters of base64url that name the tenant, and
 * 256 random bits in 43 more; only the hash of the whole is stored. Thread-safe.
 *
 * <p>A token is used by deleting its row in the transaction of what it permits: of two calls with one token the second
 * finds nothing, and a call that is refused leaves it usable.
 */
@Singleton
public class OneTimeTokens {

    private static final int TENANT_BYTES = 16;
    private static final int TENANT_CHARACTERS = 22;

    /** What a token permits; one of another purpose is unknown. */
    public enum Purpose {
        /** The password fitted, the second factor is to come. */
        SECOND_FACTOR("mqc_"),
        PASSWORD_RESET("mqp_"),
        INVITATION("mqi_"),
        /** Somebody came from another tenant, the second factor is to come. */
        SWITCH("mqw_");

        private final String mark;

        Purpose(String mark) {
            this.mark = mark;
        }
    }

    /** A new token; its text is stored nowhere. */
    public record Issued(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "Issued[" + expiresAt + "]";
        }
    }

    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public OneTimeTokens(SecureRandom random, InstantSource clock, Ids ids) {
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** A new token for a subject, beside those that it has. */
    public Issued issue(Handle transaction, TenantId tenant, Purpose purpose, UUID subject, Duration lifetime) {
        String token = purpose.mark + text(tenant) + Tokens.random(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction
                .createUpdate("""
                        insert into one_time_tokens
                            (id, tenant_id, purpose, subject_id, token_hash, created_at, expires_at)
                        values (:id, :tenant, :purpose, :subject, :hash, :now, :expiresAt)
                        """)
                .bind("id", ids.next())
                .bind("tenant", tenant)
                .bind("purpose", purpose.name())
                .bind("subject", subject)
                .bind("hash", Tokens.sha256(token))
                .bind("now", now)
                .bind("expiresAt", now.plus(lifetime))
                .execute();
        return new Issued(token, now.plus(lifetime));
    }

    /** The tenant that a token names, which need not exist; empty if the text is no token of the purpose. */
    public static Optional<TenantId> tenantOf(Purpose purpose, String token) {
        int end = purpose.mark.length() + TENANT_CHARACTERS;
        if (!token.startsWith(purpose.mark) || token.length() <= end) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(purpose.mark.length(), end));
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new TenantId(new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whom a token of the transaction's tenant is for, without using it; empty if unknown, used or expired. */
    public Optional<UUID> find(Handle transaction, Purpose purpose, String token) {
        return transaction
                .createQuery("""
                        select subject_id from one_time_tokens
                        where token_hash = :hash and purpose = :purpose and expires_at > :now for update
                        """)
                .bind("hash", Tokens.sha256(token))
                .bind("purpose", purpose.name())
                .bind("now", clock.instant())
                .mapTo(UUID.class)
                .findOne();
    }

    /** Ends every token of a subject: what one of them permits has happened, or is no longer wanted. */
    public void spend(Handle transaction, Purpose purpose, UUID subject) {
        transaction
                .createUpdate("delete from one_time_tokens where subject_id = :subject and purpose = :purpose")
                .bind("subject", subject)
                .bind("purpose", purpose.name())
                .execute();
    }

    /** Ends one token. */
    public void withdraw(Handle transaction, String token) {
        transaction
                .createUpdate("delete from one_time_tokens where token_hash = :hash")
                .bind("hash", Tokens.sha256(token))
                .execute();
    }

    /** How many tokens of a subject can be used and were made since a moment. */
    public int madeSince(Handle transaction, Purpose purpose, UUID subject, Instant since) {
        return transaction
                .createQuery("""
                        select count(*) from one_time_tokens
                        where subject_id = :subject and purpose = :purpose and created_at > :since
                        """)
                .bind("subject", subject)
                .bind("purpose", purpose.name())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** Forgets what has expired. */
    public void forgetExpired(Handle transaction) {
        transaction
                .createUpdate("delete from one_time_tokens where expires_at <= :now")
                .bind("now", clock.instant())
                .execute();
    }

    private static String text(TenantId tenant) {
        byte[] bytes = ByteBuffer.allocate(TENANT_BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
