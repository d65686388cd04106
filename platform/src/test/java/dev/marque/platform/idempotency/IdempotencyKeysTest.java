package dev.marque.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

    private static final PlatformFixture fixture = PlatformFixture.of("platform");
    private static final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private static final SecureRandom random = new SecureRandom();
    private static final IdempotencyKeys keys =
            new IdempotencyKeys(new SecretBox(new byte[32], random), Json.newMapper(), clock);
    private static final Actor ACTOR = Actor.system(new TenantId(UUID.randomUUID()), "test");
    private static final byte[] REQUEST = Tokens.sha256("request");
    private static final StoredAnswer ANSWER =
            new StoredAnswer(201, Map.of("Location", "/things/1"), "{\"key\":\"mq_secret\"}".getBytes(UTF_8));

    @BeforeAll
    static void tenant() throws SQLException {
        try (Connection owner = fixture.testDatabase().owner();
                var insert = owner.prepareStatement(
                        "insert into tenants (id, slug, name, created_at) values (?, 'acme', 'Acme', now())")) {
            insert.setObject(1, ACTOR.tenant().value());
            insert.executeUpdate();
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aKeptAnswerComesBackAsItWas() {
        IdempotencyKey key = keep();

        assertThat(claim(key, REQUEST)).isEqualTo(new Claim.Done(ANSWER));
    }

    @Test
    void anotherRequestUnderTheKeyIsTold() {
        IdempotencyKey key = keep();

        assertThat(claim(key, Tokens.sha256("another request"))).isEqualTo(new Claim.Reused());
    }

    @Test
    void aClaimedKeyIsBusyUntilItsTransactionEnds() {
        IdempotencyKey key = newKey();

        fixture.database().asOne(ACTOR.tenant(), one -> {
            assertThat(keys.claim(one, ACTOR, key, REQUEST)).isEqualTo(new Claim.Fresh());
            Claim meanwhile = fixture.database().apart(ACTOR.tenant(), other -> keys.claim(other, ACTOR, key, REQUEST));
            assertThat(meanwhile).isEqualTo(new Claim.Busy());
            return key;
        });
        assertThat(claim(key, REQUEST)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void secretsOfAnswersLieSealed() throws SQLException {
        keep();
        try (Connection superuser = fixture.testDatabase().superuser();
                var statement = superuser.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from idempotency_keys where position('mq_secret'::bytea in body_sealed) > 0")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void upkeepForgetsWhatIsOlderThanADayAndNothingElse() {
        IdempotencyKey old = keep();
        clock.advance(IdempotencyKeys.KEPT.minus(Duration.ofSeconds(1)));
        IdempotencyKey fresh = keep();
        clock.advance(Duration.ofSeconds(1));

        int forgotten = new IdempotencyUpkeep(
                        fixture.database(), new Tenants(fixture.database(), clock, Ids.uuid7(clock, random)), keys)
                .run();

        assertThat(forgotten).isPositive();
        assertThat(claim(old, REQUEST)).isEqualTo(new Claim.Fresh());
        assertThat(claim(fresh, REQUEST)).isEqualTo(new Claim.Done(ANSWER));
    }

    @Test
    void aKeyIsShortAndVisible() {
        assertThatThrownBy(() -> new IdempotencyKey("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IdempotencyKey("with space")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IdempotencyKey("k".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    private static IdempotencyKey keep() {
        IdempotencyKey key = newKey();
        fixture.database()
                .runInTenant(ACTOR.tenant(), transaction -> keys.keep(transaction, ACTOR, key, REQUEST, ANSWER));
        return key;
    }

    private static Claim claim(IdempotencyKey key, byte[] requestHash) {
        return fixture.database()
                .inTenant(ACTOR.tenant(), transaction -> keys.claim(transaction, ACTOR, key, requestHash));
    }

    private static IdempotencyKey newKey() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }
}
