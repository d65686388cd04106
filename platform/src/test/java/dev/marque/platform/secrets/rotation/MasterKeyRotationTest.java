package dev.marque.platform.secrets.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MasterKeyRotationTest {

    private static final SealedColumn ANSWERS =
            new SealedColumn("idempotency_keys", "body_sealed", "idempotent-answer");
    private static final int ROWS = 250;

    private final PlatformFixture fixture = PlatformFixture.of("platform");
    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = Ids.uuid7(clock, random);
    private final Tenants tenants = new Tenants(fixture.database(), clock, ids);
    private final TenantId acme =
            tenants.createIfAbsent("acme", "Acme", ZoneOffset.UTC).id();
    private final TenantId other =
            tenants.createIfAbsent("other", "Other", ZoneOffset.UTC).id();

    private final SecretBox before = new SecretBox(key(1), random);
    private final SecretBox during = new SecretBox(key(2), List.of(key(1)), random);
    private final SecretBox after = new SecretBox(key(2), random);

    @AfterEach
    void close() {
        fixture.close();
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private MasterKeyRotation rotation(SecretBox box) {
        return new MasterKeyRotation(fixture.database(), tenants, box, clock, List.of(new PlatformSealedColumns()));
    }

    private void store(SecretBox box, TenantId tenant, int rows) {
        fixture.database().runInTenant(tenant, transaction -> {
            for (int i = 0; i < rows; i++) {
                store(transaction, box, tenant, "secret " + i);
            }
        });
    }

    private void store(Handle transaction, SecretBox box, TenantId tenant, String secret) {
        transaction
                .createUpdate("""
                        insert into idempotency_keys (tenant_id, actor_id, key, request_hash, status, headers, body_sealed,
                                                      expires_at)
                        values (:tenant, :actor, :key, :hash, 201, '{}', :sealed, :now)
                        """)
                .bind("tenant", tenant)
                .bind("actor", tenant)
                .bind("key", UUID.randomUUID().toString())
                .bind("hash", key(9))
                .bind("sealed", box.seal(tenant, ANSWERS.purpose(), secret.getBytes(StandardCharsets.UTF_8)))
                .bind("now", clock.instant())
                .execute();
    }

    private Set<String> secrets(SecretBox box, TenantId tenant) {
        List<byte[]> sealed = fixture.database().inTenant(tenant, transaction -> transaction
                .createQuery("select body_sealed from idempotency_keys")
                .mapTo(byte[].class)
                .list());
        Set<String> plain = new TreeSet<>();
        sealed.forEach(
                bytes -> plain.add(new String(box.open(tenant, ANSWERS.purpose(), bytes), StandardCharsets.UTF_8)));
        return plain;
    }

    @Test
    void everythingIsSealedAnewAndThePreviousKeyMayGo() {
        rotation(before).check();
        store(before, acme, ROWS);
        store(before, other, 1);
        MasterKeyRotation rotation = rotation(during);
        rotation.check();
        assertThat(rotation.status().remaining()).isEqualTo(ROWS + 1);
        assertThat(rotation.status().previousMayBeRemoved()).isFalse();

        assertThat(rotation.run()).isEqualTo(ROWS + 1);
        assertThat(rotation.status().previousMayBeRemoved()).isTrue();
        rotation(after).check();
        assertThat(secrets(after, acme)).hasSize(ROWS);
        assertThat(secrets(after, other)).containsExactly("secret 0");
        assertThat(rotation.run()).isZero();
    }

    @Test
    void whatIsSealedAndReadMeanwhileIsNeverUnreadable() throws Exception {
        store(before, acme, ROWS);
        AtomicBoolean running = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> others = threads.submit(() -> {
                int rounds = 0;
                // A process that still seals under the old key and one that seals under the new one.
                SecretBox rolling = new SecretBox(key(1), List.of(key(2)), random);
                do {
                    store(rolling, acme, 1);
                    store(during, acme, 1);
                    assertThat(secrets(rolling, acme)).hasSizeGreaterThanOrEqualTo(ROWS);
                    rounds++;
                } while (running.get());
                return rounds;
            });
            rotation(during).run();
            running.set(false);
            assertThat(others.get()).isPositive();
        }
        rotation(during).run();
        assertThat(secrets(after, acme)).hasSize(ROWS);
    }

    @Test
    void anInterruptedRunGoesOnWhereItWas() {
        store(before, acme, ROWS);
        SealedRows rows = new SealedRows(during, acme, ANSWERS);
        assertThat(fixture.database().<Integer>inTenant(acme, rows::reseal)).isEqualTo(100);
        assertThatThrownBy(() -> fixture.database().runInTenant(acme, transaction -> {
                    rows.reseal(transaction);
                    throw new IllegalStateException("the process died");
                }))
                .hasMessage("the process died");
        assertThat(secrets(during, acme)).hasSize(ROWS);
        assertThat(rotation(during).run()).isEqualTo(ROWS - 100);
        assertThat(secrets(after, acme)).hasSize(ROWS);
    }

    @Test
    void aServerWithoutTheRightKeyDoesNotStart() {
        rotation(before).check();
        assertThatThrownBy(() -> rotation(after).check())
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_MASTER_KEY_PREVIOUS");
        rotation(during).check();
        // From now on something may be sealed under the new key, which the old process does not have.
        assertThatThrownBy(() -> rotation(before).check()).isInstanceOf(ConfigurationProblem.class);
    }

    @Test
    void everySealedColumnOfTheDatabaseIsListed() {
        List<String> inDatabase = fixture.database()
                .withoutTenant(transaction ->
                        transaction.createQuery("""
                        select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
                          and a.atttypid = 'bytea'::regtype and a.attname ~ '_(sealed|encrypted)$'
                        """).mapTo(String.class).list());
        assertThat(new PlatformSealedColumns().sealedColumns())
                .extracting(column -> column.table() + "." + column.column())
                .containsExactlyInAnyOrderElementsOf(inDatabase);
    }

    @Test
    void everyListedColumnMayBeSealedAnewByTheApplication() {
        MasterKeyRotation rotation = rotation(during);
        assertThat(rotation.run()).isZero();
        fixture.database().runInTenant(acme, transaction -> {
            for (SealedColumn column : new PlatformSealedColumns().sealedColumns()) {
                assertThat(transaction
                                .createQuery("select has_column_privilege(:table, :column, 'update')")
                                .bind("table", column.table())
                                .bind("column", column.column())
                                .mapTo(Boolean.class)
                                .one())
                        .as(column.toString())
                        .isTrue();
            }
        });
    }
}
