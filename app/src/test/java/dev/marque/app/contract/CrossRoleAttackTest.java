package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TenantRows;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.BuiltInRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Somebody of every role calls every operation: it lets in exactly those whom the reviewed table names. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class CrossRoleAttackTest {

    private static final TenantRows VENDOR = new TenantRows("main");
    private static final AtomicInteger OPERATIONS = new AtomicInteger();
    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final AtomicInteger LET_IN = new AtomicInteger();
    private static final AtomicInteger SUCCEEDED = new AtomicInteger();

    @Inject
    World world;

    @AfterAll
    static void say() {
        System.out.printf(
                "CrossRoleAttackTest: %d calls, %d operations: %d refused for want of the permission,"
                        + " %d let in, of which %d succeeded%n",
                REFUSED.get() + LET_IN.get(), OPERATIONS.get(), REFUSED.get(), LET_IN.get(), SUCCEEDED.get());
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsForThoseRolesThatWereReviewed() throws IOException {
        RoleTable table = RoleTable.reviewed();
        RoleCallers callers = new RoleCallers(world);
        return AllContracts.of(world).stream()
                .filter(contract -> contract.openBecause == null)
                .map(contract -> dynamicTest(contract.operationId, () -> {
                    OPERATIONS.incrementAndGet();
                    refusesAllOthers(contract, table, callers);
                    letsItsRolesIn(contract, table, callers);
                }));
    }

    private static void refusesAllOthers(Contract contract, RoleTable table, RoleCallers callers) {
        Map<String, Api> others = new LinkedHashMap<>();
        callers.roles().forEach((name, role) -> {
            if (!table.lets(role, contract.operationId)) {
                others.put(name, callers.get(name));
            }
        });
        Call call = contract.call.get();
        Map<String, String> before = Tables.fingerprint();

        others.forEach((name, api) -> {
            REFUSED.incrementAndGet();
            Answer answer = call.by(api).make();
            assertThat(answer.status()).as("%s: %s", name, answer).isEqualTo(403);
            assertThat(answer.code()).as(name).isEqualTo("forbidden");
            assertThat(answer.text("/detail")).as(name).contains(table.permission(contract.operationId));
        });

        assertThat(Tables.fingerprint()).isEqualTo(before);
    }

    /** Beyond the permission there is the reach of a role: another's record is not found. */
    private void letsItsRolesIn(Contract contract, RoleTable table, RoleCallers callers) {
        callers.roles().forEach((name, role) -> {
            if (table.lets(role, contract.operationId)) {
                LET_IN.incrementAndGet();
                Call call = contract.call.get();
                Set<String> records = role == BuiltInRole.OPERATOR ? VENDOR.ids() : Set.of();

                Answer answer = call.by(callers.get(name)).make();

                assertThat(answer.status()).as("%s: %s", name, answer).isLessThan(500);
                assertThat(answer.toString()).as(name).doesNotContain("not-authenticated", "which the caller lacks");
                if (role == BuiltInRole.ADMINISTRATOR && call.as().equals(world.admin())) {
                    assertThat(answer.status()).as("%s: %s", name, answer).isEqualTo(contract.status);
                }
                if (answer.status() == contract.status) {
                    SUCCEEDED.incrementAndGet();
                    assertThat(TenantRows.shownIn(answer, records))
                            .as("records of a vendor, shown to an operator")
                            .isEmpty();
                }
            }
        });
    }
}
