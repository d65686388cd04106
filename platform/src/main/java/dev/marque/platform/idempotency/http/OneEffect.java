package dev.marque.platform.idempotency.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.idempotency.Claim;
import dev.marque.platform.idempotency.IdempotencyKey;
import dev.marque.platform.idempotency.IdempotencyKeys;
import dev.marque.platform.idempotency.StoredAnswer;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations whose calls carry an {@code Idempotency-Key} once: effect and answer are one transaction. A write that ends
 * with a problem leaves nothing behind, not even its key, so that it can be mended and sent again. Thread-safe.
 */
@Singleton
class OneEffect {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Database database;
    private final IdempotencyKeys keys;
    private final CurrentActor current;
    private final RequestHash hash;
    private final Answers answers;

    @Inject
    OneEffect(Database database, IdempotencyKeys keys, CurrentActor current, RequestHash hash, Answers answers) {
        this.database = database;
        this.keys = keys;
        this.current = current;
        this.hash = hash;
        this.answers = answers;
    }

    /** What a call came to. */
    sealed interface Result {
        /** What the operation returned. */
        record Fresh(@Nullable Object returned) implements Result {}

        /** What was answered before. */
        record Again(Response answer) implements Result {}
    }

    /** Whether the method may have an effect. */
    static boolean isWrite(String method) {
        return WRITES.contains(method);
    }

    /**
     * Runs the operation, or does not since it was run.
     *
     * @param key as it was sent
     * @throws ProblemException INVALID_INPUT, IDEMPOTENCY_KEY_REUSED or IDEMPOTENCY_KEY_BUSY
     */
    Result of(InvocationContext operation, Actor actor, String key, String method, UriInfo address) {
        return once(operation, new Keyed(actor, parse(key), hash.of(actor, method, address)));
    }

    /** The caller, if it is known: those who are not have no keys. */
    Optional<Actor> caller() {
        return current.known();
    }

    private record Keyed(Actor actor, IdempotencyKey key, byte[] requestHash) {}

    /** What came of an attempt. */
    private sealed interface Attempt {
        /** The operation was run now. */
        record Ran(@Nullable Object answer) implements Attempt {}

        /** It was run before. */
        record Replayed(StoredAnswer answer) implements Attempt {}

        /** Another request with the key is under way. */
        record Busy() implements Attempt {}
    }

    private Result once(InvocationContext operation, Keyed call) {
        long looks = PATIENCE.dividedBy(BETWEEN_LOOKS);
        for (long look = 0; look < looks; look++) {
            // Waiting happens between transactions: whoever waits for the first request must not hold a connection.
            switch (database.asOne(call.actor().tenant(), transaction -> attempt(transaction, operation, call))) {
                case Attempt.Ran ran -> {
                    KeyedCall.CALLS.add(KeyedCall.RAN);
                    return new Result.Fresh(ran.answer());
                }
                case Attempt.Replayed replayed -> {
                    KeyedCall.CALLS.add(KeyedCall.REPLAYED);
                    return new Result.Again(answers.replay(replayed.answer()));
                }
                case Attempt.Busy _ -> LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
        KeyedCall.CALLS.add(KeyedCall.BUSY);
        throw new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_BUSY, "A request with this Idempotency-Key is still being worked on.");
    }

    private Attempt attempt(Handle transaction, InvocationContext operation, Keyed call) {
        return switch (keys.claim(transaction, call.actor(), call.key(), call.requestHash())) {
            case Claim.Busy _ -> new Attempt.Busy();
            case Claim.Done done -> new Attempt.Replayed(done.answer());
            case Claim.Reused _ -> {
                KeyedCall.CALLS.add(KeyedCall.REUSED);
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key came before with another request.",
                        List.of(FieldError.inParameter(IdempotencyKey.HEADER, "belongs to another request")));
            }
            case Claim.Fresh _ -> {
                Object answer = proceed(operation);
                keys.keep(transaction, call.actor(), call.key(), call.requestHash(), answers.store(answer));
                yield new Attempt.Ran(answer);
            }
        };
    }

    private static IdempotencyKey parse(String key) {
        if (!IdempotencyKey.isValid(key)) {
            throw new ProblemException(
                    ProblemType.INVALID_INPUT,
                    "The Idempotency-Key is not acceptable.",
                    List.of(FieldError.inParameter(
                            IdempotencyKey.HEADER, "must have 1 to 255 visible ASCII characters")));
        }
        return new IdempotencyKey(key);
    }

    private static @Nullable Object proceed(InvocationContext operation) {
        try {
            return operation.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("operations throw no checked exceptions", e);
        }
    }
}
