package dev.marque.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final PlatformFixture fixture = PlatformFixture.of("platform");
    private static final Database database = fixture.database();
    private static final MovableClock clock = MovableClock.at("2026-11-23T12:00:00Z");
    private static final Ids ids = Ids.uuid7(clock, new SecureRandom());
    private static final Tenants tenants = new Tenants(database, clock, ids);
    private static final TenantEnvironment acme = tenant("acme");
    private static final TenantEnvironment globex = tenant("globex");

    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsAtWork = new CountDownLatch(1);
    private final CountDownLatch mayCommit = new CountDownLatch(1);

    @BeforeEach
    void empty() {
        database.runInTenant(acme.tenant(), transaction -> transaction.execute("delete from teams"));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void whoeverComesWhileOneIsCommittedGoesTogetherWithTheNext() throws Exception {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 100, 500, this::held);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> teams.commit(acme, "first"));
            firstIsAtWork.await();
            List<Future<String>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "other " + i;
                others.add(callers.submit(() -> teams.commit(acme, name)));
            }
            awaitWaiting(teams, 20);
            mayCommit.countDown();

            assertThat(first.get()).isEqualTo("wrote first");
            for (int i = 0; i < 20; i++) {
                assertThat(others.get(i).get()).isEqualTo("wrote other " + i);
            }
        }
        assertThat(sizes).containsExactly(1, 20);
        assertThat(names()).hasSize(21);
    }

    @Test
    void aCallReturnsAfterItsCommit() throws Exception {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 100, 500, this::write);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> seen = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String name = "team " + i;
                seen.add(callers.submit(() -> {
                    teams.commit(acme, name);
                    return names().contains(name);
                }));
            }
            for (Future<Boolean> one : seen) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
    }

    @Test
    void oneThatCannotBeWrittenFailsAlone() throws Exception {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 100, 500, this::held);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> teams.commit(acme, "taken"));
            firstIsAtWork.await();
            Future<String> good = callers.submit(() -> teams.commit(acme, "good"));
            Future<String> bad = callers.submit(() -> teams.commit(acme, "Taken"));
            awaitWaiting(teams, 2);
            mayCommit.countDown();

            assertThat(first.get()).isEqualTo("wrote taken");
            assertThat(good.get()).isEqualTo("wrote good");
            assertThatThrownBy(bad::get).hasMessageContaining("teams_name");
        }
        assertThat(names()).containsExactlyInAnyOrder("taken", "good");
    }

    @Test
    void moreThanMayWaitAreRefusedAtOnceAndWriteNothing() throws Exception {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 2, 500, this::held);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> teams.commit(acme, "first"));
            firstIsAtWork.await();
            Future<String> second = callers.submit(() -> teams.commit(acme, "second"));
            awaitWaiting(teams, 1);

            assertThatThrownBy(() -> teams.commit(acme, "third"))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
                        assertThat(problem.retryAfter()).isPresent();
                    });
            mayCommit.countDown();
            first.get();
            second.get();
        }
        assertThat(names()).containsExactlyInAnyOrder("first", "second");
        assertThat(teams.commit(acme, "later")).isEqualTo("wrote later");
    }

    @Test
    void oneTenantDoesNotWaitForAnother() throws Exception {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 100, 500, this::held);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> held = callers.submit(() -> teams.commit(acme, "held"));
            firstIsAtWork.await();

            assertThat(teams.commit(globex, "free")).isEqualTo("wrote free");
            mayCommit.countDown();
            held.get();
        }
    }

    @Test
    void withinOneTransactionItIsAPartOfThat() {
        GroupCommit<String, String> teams = new GroupCommit<>(database, "test", 100, 500, this::write);

        assertThatThrownBy(() -> database.asOne(acme.tenant(), transaction -> {
                    teams.commit(acme, "undone");
                    throw new IllegalStateException("in the end");
                }))
                .hasMessage("in the end");

        assertThat(names()).isEmpty();
    }

    /** Holds the very first transaction until the test lets it go. */
    private List<String> held(Handle transaction, TenantEnvironment where, List<String> names) {
        boolean first = firstIsAtWork.getCount() > 0;
        firstIsAtWork.countDown();
        if (first) {
            try {
                assertThat(mayCommit.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return write(transaction, where, names);
    }

    private List<String> write(Handle transaction, TenantEnvironment where, List<String> names) {
        sizes.add(names.size());
        for (String name : names) {
            transaction
                    .createUpdate(
                            "insert into teams (id, tenant_id, name, created_at) values (:id, :tenant, :name, :now)")
                    .bind("id", UUID.randomUUID())
                    .bind("tenant", where.tenant())
                    .bind("name", name)
                    .bind("now", clock.instant())
                    .execute();
        }
        return names.stream().map(name -> "wrote " + name).toList();
    }

    private static void awaitWaiting(GroupCommit<?, ?> commits, int callers) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (commits.waiting() < callers) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }

    private static List<String> names() {
        return database.inTenant(acme.tenant(), transaction -> transaction
                .createQuery("select name from teams")
                .mapTo(String.class)
                .list());
    }

    private static TenantEnvironment tenant(String slug) {
        return TenantEnvironment.productionOf(
                tenants.createIfAbsent(slug, slug, ZoneOffset.UTC).id());
    }
}
