package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.testing.PlatformFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final PlatformFixture fixture = PlatformFixture.of("platform");
    private static final TenantId ACME = new TenantId(UUID.randomUUID());
    private static final TenantId GLOBEX = new TenantId(UUID.randomUUID());

    enum Shade {
        LIGHT,
        DARK
    }

    record Sample(UUID id, TenantId tenantId, Shade shade, Instant createdAt, List<String> tags) {}

    @BeforeAll
    static void table() throws SQLException {
        try (Connection owner = fixture.testDatabase().owner();
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    create table samples (
                        id uuid primary key,
                        tenant_id uuid not null,
                        shade text not null,
                        created_at timestamptz not null,
                        tags text[] not null default '{}',
                        lookup_hash bytea
                    );
                    select protect_tenant_table('samples', 'select, insert, update (shade)');
                    create policy presented on samples for select using (lookup_hash = current_lookup());
                    create table twins (id int primary key, n int not null);
                    insert into twins values (1, 0), (2, 0);
                    select grant_to_app('twins', 'select, update');
                    """);
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aTenantSeesItsOwnRowsAndNobodyElseDoes() {
        Sample sample = insert(ACME, null);
        assertThat(read(ACME, sample.id())).containsExactly(sample);
        assertThat(read(GLOBEX, sample.id())).isEmpty();
        assertThat(number("select count(*) from samples")).isZero();
    }

    @Test
    void theTenantEndsWithTheTransaction() throws SQLException {
        insert(ACME, null);
        try (Connection app = fixture.database().dataSource().getConnection();
                Statement statement = app.createStatement();
                var rows = statement.executeQuery("select count(*) from samples")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aRowOfAnotherTenantIsRefused() {
        assertThatThrownBy(() -> fixture.database()
                        .inTenant(
                                GLOBEX,
                                h -> h.execute(
                                        "insert into samples values (gen_random_uuid(), ?, 'DARK', now())", ACME)))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whoPresentsASecretSeesThatRowOnly() {
        Sample sample = insert(ACME, new byte[] {1, 2, 3});
        insert(ACME, new byte[] {4});
        List<UUID> seen = fixture.database()
                .presenting(new byte[] {1, 2, 3}, h -> h.createQuery("select id from samples")
                        .mapTo(UUID.class)
                        .list());
        assertThat(seen).containsExactly(sample.id());
    }

    @Test
    void onlyWhatWasGrantedIsAllowed() {
        for (String sql : List.of(
                "delete from samples",
                "update samples set created_at = now()",
                "alter table samples disable row level security",
                "alter table samples no force row level security",
                "drop policy tenant_isolation on samples",
                "set role marque_owner",
                "set session authorization postgres",
                "create table mine (id int)",
                "select protect_tenant_table('samples', 'delete')",
                "insert into partitioned_tables values ('samples', null)",
                "truncate samples")) {
            assertThatThrownBy(() -> fixture.database().inTenant(ACME, h -> h.execute(sql)), sql)
                    .as(sql)
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void aDeadlockIsRunAgain() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        var both = new java.util.concurrent.CyclicBarrier(2);
        Thread other = Thread.ofVirtual().start(() -> bump(2, 1, runs, both));
        bump(1, 2, runs, both);
        other.join();
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(number("select sum(n) from twins")).isEqualTo(4);
    }

    private static void bump(int first, int second, AtomicInteger runs, java.util.concurrent.CyclicBarrier both) {
        AtomicInteger mine = new AtomicInteger();
        fixture.database().runWithoutTenant(h -> {
            runs.incrementAndGet();
            h.execute("update twins set n = n + 1 where id = ?", first);
            if (mine.getAndIncrement() == 0) {
                try {
                    both.await();
                } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            }
            h.execute("update twins set n = n + 1 where id = ?", second);
        });
    }

    @Test
    void aTransactionInsideATransactionIsRefused() {
        assertThatThrownBy(() -> fixture.database().runWithoutTenant(outer -> {
                    fixture.database().runWithoutTenant(inner -> {});
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already open");
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        try (Database away = Database.open(
                new PostgresAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
                1,
                config -> config.setConnectionTimeout(300))) {
            assertThat(away.ready()).isFalse();
            assertThatThrownBy(() -> away.runWithoutTenant(h -> {})).isInstanceOf(DatabaseUnavailable.class);
        }
        assertThat(fixture.database().ready()).isTrue();
    }

    @Test
    void callsWithinOneAreKeptTogether() {
        UUID[] ids = new UUID[2];
        fixture.database().asOne(ACME, one -> {
            ids[0] = insert(ACME, null).id();
            ids[1] = insert(GLOBEX, null).id();
            return insert(ACME, null);
        });
        assertThat(read(ACME, ids[0])).hasSize(1);
        assertThat(read(GLOBEX, ids[1])).hasSize(1);
    }

    @Test
    void callsWithinOneAreUndoneTogether() {
        UUID[] ids = new UUID[2];
        assertThatThrownBy(() -> fixture.database().asOne(ACME, one -> {
                    ids[0] = insert(ACME, null).id();
                    ids[1] = fixture.database()
                            .apart(ACME, handle -> add(handle, ACME, null))
                            .id();
                    throw new IllegalArgumentException("refused");
                }))
                .hasMessage("refused");
        assertThat(read(ACME, ids[0])).isEmpty();
        assertThat(read(ACME, ids[1])).as("what was done apart stays").hasSize(1);
    }

    @Test
    void aCallWithinOneSeesItsOwnTenantOnly() {
        UUID acme = insert(ACME, null).id();
        fixture.database().asOne(ACME, one -> {
            assertThat(read(GLOBEX, acme)).isEmpty();
            assertThat(one.createQuery("select count(*) from samples where id = :id")
                            .bind("id", acme)
                            .mapTo(Integer.class)
                            .one())
                    .as("the block's own tenant is back")
                    .isEqualTo(1);
            return acme;
        });
    }

    @Test
    void aCallWithinOneThatFailsIsUndoneAlone() {
        UUID kept = fixture.database().asOne(ACME, one -> {
            UUID first = insert(ACME, null).id();
            assertThatThrownBy(() -> fixture.database().inTenant(GLOBEX, handle -> {
                        add(handle, GLOBEX, null);
                        return handle.execute("select 1 / 0");
                    }))
                    .isInstanceOf(UnableToExecuteStatementException.class);
            assertThat(read(ACME, first)).hasSize(1);
            return first;
        });
        assertThat(read(ACME, kept)).hasSize(1);
    }

    @Test
    void oneIsRunAgainAsAWhole() {
        AtomicInteger runs = new AtomicInteger();
        UUID id = fixture.database().asOne(ACME, one -> {
            Sample sample = insert(ACME, null);
            if (runs.incrementAndGet() == 1) {
                fixture.database()
                        .inTenant(
                                ACME,
                                handle -> handle.execute(
                                        "do $$ begin raise exception using errcode = '40001', message = 'again'; end $$"));
            }
            return sample.id();
        });
        assertThat(runs).hasValue(2);
        assertThat(read(ACME, id)).hasSize(1);
    }

    private static int number(String sql) {
        return fixture.database()
                .withoutTenant(h -> h.createQuery(sql).mapTo(Integer.class).one());
    }

    private static Sample insert(TenantId tenant, byte @org.jspecify.annotations.Nullable [] lookup) {
        return fixture.database().inTenant(tenant, handle -> add(handle, tenant, lookup));
    }

    private static Sample add(Handle handle, TenantId tenant, byte @org.jspecify.annotations.Nullable [] lookup) {
        Sample sample = new Sample(
                UUID.randomUUID(), tenant, Shade.DARK, Instant.parse("2026-11-22T12:00:00.123456Z"), List.of("a", "b"));
        handle.createUpdate("""
                        insert into samples (id, tenant_id, shade, created_at, tags, lookup_hash)
                        values (:id, :tenantId, :shade, :createdAt, :tags, :lookup)
                        """)
                .bind("id", sample.id())
                .bind("tenantId", sample.tenantId())
                .bind("shade", sample.shade())
                .bind("createdAt", sample.createdAt())
                .bindArray("tags", String.class, sample.tags())
                .bind("lookup", lookup)
                .execute();
        return sample;
    }

    private static List<Sample> read(TenantId tenant, UUID id) {
        return fixture.database().inTenant(tenant, h -> h.createQuery(
                        "select id, tenant_id, shade, created_at, tags from samples where id = :id")
                .bind("id", id)
                .mapTo(Sample.class)
                .list());
    }
}
