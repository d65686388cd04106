package dev.marque.platform.signing;

import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table {@code signing_keys}. Whatever changes which key signs holds the row of the active one first. */
final class KeyRows {

    private static final String FACTS = "select id, kid, algorithm, state, created_at, activated_at, retired_at,"
            + " revoked_at, revoked_because from signing_keys";

    private KeyRows() {}

    /** A public key as stored. */
    record PublicRow(String kid, SignatureAlgorithm algorithm, byte[] publicKey) {
        VerificationKey toKey() {
            return new VerificationKey(kid, algorithm, KeyPairs.decodePublic(algorithm, publicKey));
        }
    }

    /** All of them, newest first: there are a few in a year. */
    static List<KeyFacts> all(Handle transaction) {
        return transaction
                .createQuery(FACTS + " order by id desc")
                .mapTo(KeyFacts.class)
                .list();
    }

    static List<KeyFacts> active(Handle transaction) {
        return transaction
                .createQuery(FACTS + " where state = 'ACTIVE' order by id")
                .mapTo(KeyFacts.class)
                .list();
    }

    static Optional<KeyFacts> find(Handle transaction, UUID id) {
        return facts(transaction.createQuery(FACTS + " where id = :id").bind("id", id));
    }

    /** Holds the key until the transaction ends. */
    static Optional<KeyFacts> lock(Handle transaction, UUID id) {
        return facts(
                transaction.createQuery(FACTS + " where id = :id for update").bind("id", id));
    }

    /** The published successor of an active key, held until the transaction ends. */
    static Optional<KeyFacts> lockNext(Handle transaction, SignatureAlgorithm algorithm) {
        return facts(transaction
                .createQuery(FACTS + " where state = 'NEXT' and algorithm = :algorithm for update")
                .bind("algorithm", algorithm.name()));
    }

    private static Optional<KeyFacts> facts(Query query) {
        return query.mapTo(KeyFacts.class).findOne();
    }

    /** The keys that verify. */
    static List<PublicRow> genuine(Handle transaction) {
        return transaction
                .createQuery("select kid, algorithm, public_key from signing_keys where state <> 'REVOKED' order by id")
                .mapTo(PublicRow.class)
                .list();
    }

    /** The key, unless it is revoked. */
    static Optional<PublicRow> genuine(Handle transaction, String kid) {
        return transaction
                .createQuery(
                        "select kid, algorithm, public_key from signing_keys where kid = :kid and state <> 'REVOKED'")
                .bind("kid", kid)
                .mapTo(PublicRow.class)
                .findOne();
    }

    static void activate(Handle transaction, UUID id, Instant now) {
        transaction
                .createUpdate("update signing_keys set state = 'ACTIVE', activated_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void retire(Handle transaction, UUID id, Instant now) {
        transaction
                .createUpdate("update signing_keys set state = 'RETIRED', retired_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void revoke(Handle transaction, UUID id, Instant now, String reason) {
        transaction
                .createUpdate("""
                        update signing_keys set state = 'REVOKED', revoked_at = :now, revoked_because = :reason
                        where id = :id
                        """)
                .bind("now", now)
                .bind("reason", reason)
                .bind("id", id)
                .execute();
    }
}
