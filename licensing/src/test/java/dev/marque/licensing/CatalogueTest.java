package dev.marque.licensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.NewPolicy;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.ProductEdit;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products, policies, and what the room's tables promise. */
class CatalogueTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aProductIsReadChangedAndRemembered() {
        Product product = room.product("1.0");

        Product changed = room.products.update(
                room.acme,
                product.id(),
                new ProductEdit(null, "2.0", null, null),
                ExpectedVersion.of(product.version()));

        assertThat(changed.name()).isEqualTo("Notepad");
        assertThat(room.products.get(room.acme, product.id())).isEqualTo(changed);
        assertThat(room.audits("product.created", product.id())).isEqualTo(1);
        assertThat(room.audits("product.updated", product.id())).isEqualTo(1);
        assertThat(room.events("product.updated", product.id())).isEqualTo(1);
        assertProblem(
                ProblemType.CHANGED_MEANWHILE,
                () -> room.products.update(
                        room.acme,
                        product.id(),
                        new ProductEdit("x", null, null, null),
                        ExpectedVersion.of(product.version())));
    }

    @Test
    void aCodeIsUniqueInItsTenantOnly() {
        Product product = room.product();
        NewProduct same = new NewProduct(product.code(), "Another", null);

        assertProblem(ProblemType.ALREADY_EXISTS, () -> room.products.create(room.acme, same));
        UUID theirs = room.products.create(room.globex, same).id();
        assertProblem(ProblemType.NOT_FOUND, () -> room.products.get(room.acme, theirs));
        assertThat(room.products.list(room.globex, PageRequest.first(9)).items())
                .extracting(Product::id)
                .containsExactly(theirs);
    }

    @Test
    void aPolicyHasTheDefaultsOfTheContract() {
        Product product = room.product();
        Policy policy = room.policy(Map.of("productId", product.id().toString()));

        assertThat(room.policies.get(room.acme, policy.id())).isEqualTo(policy);
        assertThat(policy.keyPrefix()).isEqualTo(product.code());
        assertThat(room.json.valueToTree(policy.terms()).toString())
                .isEqualTo("{\"grace\":\"P7D\",\"requiresActivation\":true,\"matching\":\"MATCH_MOST\","
                        + "\"renewalBasis\":\"FROM_EXPIRY\",\"heartbeatInterval\":\"PT15M\","
                        + "\"activationTokenLifetime\":\"P30D\",\"rules\":{}}");
    }

    @Test
    void aPolicyIsChangedAndListedByProduct() {
        Policy policy = room.policy(Map.of("grace", "P0D"));
        PolicyEdit edit =
                room.json.convertValue(Map.of("term", "P1Y6M", "limits", Map.of("users", 1)), PolicyEdit.class);

        Policy changed = room.policies.update(room.acme, policy.id(), edit, ExpectedVersion.of(1));

        assertThat(room.policies
                        .list(room.acme, policy.productId(), PageRequest.first(9))
                        .items())
                .containsExactly(changed);
        assertThat(String.valueOf(changed.terms().term())).isEqualTo("P1Y6M");
        assertThat(room.audits("policy.created", policy.id())).isEqualTo(1);
        assertThat(room.events("policy.updated", policy.id())).isEqualTo(1);
        assertProblem(ProblemType.NOT_FOUND, () -> room.policies.get(room.globex, policy.id()));
        assertThat(room.policies.list(room.globex, null, PageRequest.first(9)).items())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "grace, P367D",
        "heartbeatInterval, PT59S",
        "heartbeatInterval, P2D",
        "activationTokenLifetime, PT59M",
        "productId, 00000000-0000-0000-0000-000000000000"
    })
    void whatIsOutOfRangeIsNamed(String field, String value) {
        assertThatThrownBy(() -> room.policy(Map.of(field, value)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                                problem.errors().getFirst().pointer())
                        .isEqualTo("/" + field));
    }

    @ParameterizedTest
    @CsvSource({"term, P0D", "term, 1 year", "term, P-1Y", "grace, P1M", "grace, -P1D", "grace, P99999999999999999999D"
    })
    void whatIsNoLifetimeIsRefusedWithTheFieldsName(String field, String value) {
        assertThatThrownBy(() ->
                        room.json.readValue("{\"name\": \"x\", \"" + field + "\": \"" + value + "\"}", NewPolicy.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        e -> assertThat(e.getPath().getFirst().getFieldName()).isEqualTo(field))
                .hasRootCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void installationsMayDoWhatNoPersonMay() {
        assertThat(new LicensingPermissions().permissions())
                .filteredOn(permission -> permission.roles().equals(Set.of(BuiltInRole.LICENSE_HOLDER)))
                .extracting(Permission::code)
                .containsExactly("licensing.use");
    }

    @ParameterizedTest
    @CsvSource({"license_heartbeats", "validation_logs"})
    void theMonthsToComeArePartitionedByTheMigrationAlone(String table) {
        assertThat(room.number("select count(*) from pg_inherits where inhparent = '" + table + "'::regclass"))
                .isEqualTo(4);
        assertThat(room.texts(
                        "select retention::text from partitioned_tables where parent = '" + table + "'::regclass"))
                .containsExactly("90 days");
    }

    @Test
    void everyTableOfThisRoomIsClosedToOtherTenants() {
        assertThat(room.texts("""
                        select c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                        where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
                        """)).isEmpty();
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }
}
