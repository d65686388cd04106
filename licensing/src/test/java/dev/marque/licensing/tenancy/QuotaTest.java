package dev.marque.licensing.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.apikey.NewApiKey;
import dev.marque.platform.quota.QuotaUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A tenant gets exactly as many as it may have, however many ask at once. */
class QuotaTest {

    private static final int AT_ONCE = 8;
    private static final int ROOM = 3;
    private static final TenantWorld WORLD = new TenantWorld();
    private static final LicensingFixture MARQUE = WORLD.room;

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static long used(String quota) {
        return usage(quota).used();
    }

    private static QuotaUsage usage(String quota) {
        return WORLD.quotas.usage(MARQUE.acme.tenant()).stream()
                .filter(usage -> usage.name().equals(quota))
                .findFirst()
                .orElseThrow();
    }

    /** Leaves room for a few more of a kind, lets many ask at once, and takes the quota off again. */
    private static void assertExact(String quota, IntConsumer creation) throws Exception {
        long maximum = used(quota) + ROOM;
        WORLD.administration.setQuotas(
                WORLD.operator, MARQUE.acme.tenant().value(), new HashMap<>(Map.of(quota, maximum)));
        List<ProblemException> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                asked.add(threads.submit(() -> creation.accept(number)));
            }
            for (Future<?> each : asked) {
                try {
                    each.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(ProblemException.class);
                    refused.add((ProblemException) e.getCause());
                }
            }
        }
        assertThat(used(quota)).isEqualTo(maximum);
        assertThat(refused).hasSize(AT_ONCE - ROOM).allSatisfy(problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
            assertThat(problem.detail()).contains("quota " + quota);
        });
        WORLD.administration.setQuotas(WORLD.operator, MARQUE.acme.tenant().value(), Map.of());
        assertThat(usage(quota).maximum()).isNull();
    }

    @Test
    void licensesAreCountedExactly() throws Exception {
        Policy policy = MARQUE.policy(Map.of("term", "P1Y"));

        assertExact("licenses", number -> MARQUE.issue(policy));
    }

    @Test
    void productsAreCountedExactly() throws Exception {
        assertExact(
                "products",
                number -> MARQUE.products.create(MARQUE.acme, new NewProduct("QUOTA" + number, "Quota", null)));
    }

    @Test
    void activationsOfAllLicensesTogetherAreCountedExactly() throws Exception {
        Policy policy = MARQUE.policy(Map.of("term", "P1Y"));
        List<Actor> installations = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            installations.add(MARQUE.installation(MARQUE.issue(policy)));
        }

        assertExact(
                "activations",
                number -> MARQUE.activations.activate(
                        installations.get(number), LicensingFixture.machine("quota-" + number)));
    }

    @Test
    void usersAreCountedExactly() throws Exception {
        Actor system = Actor.system(MARQUE.acme.tenant(), "test");

        assertExact(
                "users",
                number -> WORLD.users.create(
                        system, "q" + number + "@acme.example", "Q", TenantWorld.PASSWORD, List.of("support")));
    }

    @Test
    void apiKeysAreCountedExactly() throws Exception {
        Actor maker = new Actor(
                MARQUE.acme.tenant(),
                Actor.Kind.USER,
                MARQUE.acme.id(),
                "maker",
                Set.of("users.read"),
                MARQUE.acme.scope(),
                MARQUE.acme.origin());

        assertExact(
                "api-keys", number -> WORLD.apiKeys.create(maker, NewApiKey.of("k" + number, List.of("users.read"))));
    }
}
