package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.JOSEException;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.TenantRows;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every call that works for a tenant is made by everybody who is not of it: nobody sees a record of the tenant, and
 * none of its rows changes. Operations that are open are left out: the secret in their input is the credential.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class CrossTenantAttackTest {

    private static final TenantRows VICTIM = new TenantRows("main");
    private static final AtomicInteger OPERATIONS = new AtomicInteger();
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger ANSWERED = new AtomicInteger();

    @Inject
    World world;

    @AfterAll
    static void say() {
        System.out.printf(
                "CrossTenantAttackTest: %d calls, %d operations: %d were answered for the caller's own tenant,"
                        + " all others refused%n",
                CALLS.get(), OPERATIONS.get(), ANSWERED.get());
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsClosedToOtherTenants() throws JOSEException {
        Attackers attackers = new Attackers(world);
        Map<String, Api> neighbours = attackers.neighbours();
        return AllContracts.of(world).stream()
                .filter(contract -> contract.openBecause == null)
                .map(contract -> dynamicTest(contract.operationId, () -> {
                    OPERATIONS.incrementAndGet();
                    Call call = contract.call.get();
                    Set<String> ids = VICTIM.ids();
                    Map<String, String> before = VICTIM.fingerprint();

                    attackers.strangers().forEach((name, api) -> isUnknown(name, call.by(api), ids));
                    neighbours.forEach((name, api) -> seesNothing(name, call.by(api), ids));

                    assertThat(VICTIM.fingerprint()).isEqualTo(before);
                }));
    }

    /** Otherwise the attacks would prove nothing. */
    @Test
    void whatTheAttackersLookForIsInTheAnswersToItsOwner() {
        Answer answer = world.admin().get("/api/v1/users");

        assertThat(TenantRows.shownIn(answer, VICTIM.ids())).isNotEmpty();
        assertThat(TenantRows.shownIn(world.admin().get("/api/v1/export"), VICTIM.ids()))
                .isNotEmpty();
    }

    private static void isUnknown(String name, Call call, Set<String> ids) {
        Answer answer = seesNothing(name, call, ids);
        assertThat(answer.status()).as("%s: %s", name, answer).isEqualTo(401);
    }

    private static Answer seesNothing(String name, Call call, Set<String> ids) {
        CALLS.incrementAndGet();
        Answer answer = call.make();
        assertThat(answer.status()).as("%s: %s", name, answer).isLessThan(500);
        Set<String> shown = TenantRows.shownIn(answer, ids);
        if (answer.status() < 300) {
            ANSWERED.incrementAndGet();
        } else {
            // A refusal may repeat what the caller sent.
            shown.removeIf(id -> (call.path() + call.json()).contains(id));
        }
        assertThat(shown).as("%s: %s", name, answer).isEmpty();
        return answer;
    }
}
