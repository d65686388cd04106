package dev.marque.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.SecretBox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The keys that callers sent with their writes, and what was answered. Thread-safe. */
@Singleton
public class IdempotencyKeys {

    /** How long an answer is kept, from the moment of the write. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final String PURPOSE = "idempotent-answer";
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private record Row(byte[] requestHash, int status, String headers, byte @Nullable [] bodySealed) {}

    private final SecretBox box;
    private final ObjectMapper json;
    private final InstantSource clock;

    @Inject
    public IdempotencyKeys(SecretBox box, ObjectMapper json, InstantSource clock) {
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Claims a key for the transaction in which the write is done: until it ends, others who claim the key are told that
     * it is busy. They are not made to wait here, because each would hold a connection.
     *
     * @param requestHash over everything that makes the request this request
     */
    public Claim claim(Handle transaction, Actor actor, IdempotencyKey key, byte[] requestHash) {
        if (!lock(transaction, actor, key)) {
            return new Claim.Busy();
        }
        return find(transaction, actor, key)
                .map(row -> MessageDigest.isEqual(row.requestHash(), requestHash)
                        ? new Claim.Done(answer(actor, row))
                        : new Claim.Reused())
                .orElseGet(Claim.Fresh::new);
    }

    /** Keeps the answer, in the transaction of the write. */
    public void keep(Handle transaction, Actor actor, IdempotencyKey key, byte[] requestHash, StoredAnswer answer) {
        byte[] body = answer.body();
        transaction
                .createUpdate("""
                        insert into idempotency_keys
                            (tenant_id, actor_id, key, request_hash, status, headers, body_sealed, expires_at)
                        values (:tenant, :actor, :key, :requestHash, :status, cast(:headers as jsonb), :body, :expiresAt)
                        on conflict (tenant_id, actor_id, key) do update set
                            request_hash = excluded.request_hash, status = excluded.status, headers = excluded.headers,
                            body_sealed = excluded.body_sealed, expires_at = excluded.expires_at
                        """)
                .bind("tenant", actor.tenant())
                .bind("actor", actor.id())
                .bind("key", key)
                .bind("requestHash", requestHash)
                .bind("status", answer.status())
                .bind("headers", write(answer.headers()))
                .bind("body", body == null ? null : box.seal(actor.tenant(), PURPOSE, body))
                .bind("expiresAt", clock.instant().plus(KEPT))
                .execute();
    }

    /** Forgets keys that are kept long enough; returns how many, at most {@code limit}. */
    int forgetExpired(Handle transaction, int limit) {
        return transaction
                .createUpdate("""
                        delete from idempotency_keys where ctid = any(array(
                            select ctid from idempotency_keys where expires_at <= :now limit :limit))
                        """)
                .bind("now", clock.instant())
                .bind("limit", limit)
                .execute();
    }

    private static boolean lock(Handle transaction, Actor actor, IdempotencyKey key) {
        return transaction
                .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "idempotency/" + actor.tenant().value() + "/" + actor.id() + "/" + key.value())
                .mapTo(Boolean.class)
                .one();
    }

    private Optional<Row> find(Handle transaction, Actor actor, IdempotencyKey key) {
        return transaction
                .createQuery("""
                        select request_hash, status, headers, body_sealed from idempotency_keys
                        where actor_id = :actor and key = :key and expires_at > :now
                        """)
                .bind("actor", actor.id())
                .bind("key", key)
                .bind("now", clock.instant())
                .mapTo(Row.class)
                .findOne();
    }

    private StoredAnswer answer(Actor actor, Row row) {
        byte[] sealed = row.bodySealed();
        return new StoredAnswer(
                row.status(), read(row.headers()), sealed == null ? null : box.open(actor.tenant(), PURPOSE, sealed));
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are text", e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("we wrote it", e);
        }
    }
}
