package dev.marque.licensing.tenancy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.LicensingEnvironmentContent;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.access.Countries;
import dev.marque.licensing.activation.ActivationUpkeep;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.leak.LeakWatch;
import dev.marque.licensing.license.BatchPlaces;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.policy.NewPolicy;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.ProductEdit;
import dev.marque.licensing.statistics.UsageRollUp;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.environment.Environment;
import dev.marque.platform.environment.Environments;
import dev.marque.platform.environment.NewEnvironment;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.quota.Quotas;
import dev.marque.platform.tenancy.TenantExport;
import dev.marque.platform.tenant.EnvironmentCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A vendor tries things out beside production. */
class EnvironmentsTest {

    private static final LicensingFixture MARQUE = new LicensingFixture();
    private static final Environments ENVIRONMENTS = new Environments(
            MARQUE.database, MARQUE.changes, MARQUE.clock, MARQUE.ids, List.of(new LicensingEnvironmentContent()));
    private static final Actor STAGING = made("staging", Environment.Kind.ISOLATED);
    private static final Actor TEST = made("test", Environment.Kind.SHARED);
    private static final List<Actor> EVERYWHERE = List.of(MARQUE.acme, STAGING, TEST);
    private static final PageRequest FIRST = PageRequest.first(100);

    @AfterAll
    static void close() {
        MARQUE.close();
    }

    private static Actor made(String code, Environment.Kind kind) {
        ENVIRONMENTS.create(MARQUE.acme, new NewEnvironment(code, code, kind));
        return MARQUE.acme.in(new EnvironmentCode(code));
    }

    private static Product product(Actor actor, String code) {
        return MARQUE.products.create(actor, new NewProduct(code, "Notepad", null));
    }

    private static Policy policy(Actor actor, UUID product, Map<String, ?> rules) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Annual", "productId", product));
        body.put("requiresActivation", false);
        body.put("rules", rules);
        return MARQUE.policies.create(actor, MARQUE.json.convertValue(body, NewPolicy.class));
    }

    private static IssuedLicense issue(Actor actor, Policy policy) {
        return MARQUE.issuing.issue(
                actor, new NewLicense(policy.id(), "Globex", null, null, null, null, null, null, null));
    }

    private static Code validated(IssuedLicense issued, ValidationRequest request) {
        return MARQUE.validations
                .validate(MARQUE.installation(issued), request)
                .outcome()
                .code();
    }

    private static List<UUID> listed(Actor actor) {
        return MARQUE.licenses.list(actor, LicenseFilter.ALL, FIRST).items().stream()
                .map(license -> license.id())
                .toList();
    }

    private static ProblemType refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).type();
    }

    @Test
    void anIsolatedOneAndProductionDoNotKnowOfEachOther() {
        IssuedLicense real = issue(
                MARQUE.acme, policy(MARQUE.acme, product(MARQUE.acme, "ISO").id(), Map.of()));
        // With the same code, which is in the number.
        IssuedLicense tried =
                issue(STAGING, policy(STAGING, product(STAGING, "ISO").id(), Map.of()));

        assertThat(tried.license().number()).isNotEqualTo(real.license().number());
        assertThat(listed(MARQUE.acme))
                .contains(real.license().id())
                .doesNotContain(tried.license().id());
        assertThat(listed(STAGING))
                .contains(tried.license().id())
                .doesNotContain(real.license().id());
        assertThat(refused(() -> MARQUE.licenses.get(STAGING, real.license().id())))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refused(
                        () -> MARQUE.licenses.get(MARQUE.acme, tried.license().id())))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refused(() -> product(STAGING, "ISO"))).isEqualTo(ProblemType.ALREADY_EXISTS);
    }

    @Test
    void aKeyWorksInTheEnvironmentOfItsLicense() {
        for (Actor staff : EVERYWHERE) {
            IssuedLicense issued =
                    issue(staff, policy(staff, product(staff, "KEY").id(), Map.of()));

            assertThat(MARQUE.installation(issued).environment()).isEqualTo(staff.environment());
            assertThat(validated(issued, ValidationRequest.PLAIN)).isEqualTo(Code.VALID);
            assertThat(MARQUE.texts("select environment from validation_logs where license_id = '"
                            + issued.license().id() + "'"))
                    .containsExactly(staff.environment().value());
        }
    }

    @Test
    void aSharedOneSellsWhatProductionSellsAndChangesNothingThere() {
        Product product = product(MARQUE.acme, "SHARE");
        Policy policy = policy(MARQUE.acme, product.id(), Map.of());
        IssuedLicense real = issue(MARQUE.acme, policy);

        IssuedLicense tried = issue(TEST, policy);

        assertThat(validated(tried, ValidationRequest.PLAIN)).isEqualTo(Code.VALID);
        assertThat(tried.license().number()).isNotEqualTo(real.license().number());
        assertThat(listed(TEST)).contains(tried.license().id(), real.license().id());
        assertThat(listed(MARQUE.acme)).doesNotContain(tried.license().id());
        assertThat(refused(() -> MARQUE.licenses.suspend(TEST, real.license().id(), "try")))
                .isEqualTo(ProblemType.ENVIRONMENT_MISMATCH);
        assertThat(refused(() -> MARQUE.products.update(
                        TEST, product.id(), new ProductEdit("Mine", null, null, null), ExpectedVersion.ANY)))
                .isEqualTo(ProblemType.ENVIRONMENT_MISMATCH);
        assertThat(MARQUE.products.get(MARQUE.acme, product.id()).name()).isEqualTo("Notepad");
    }

    @Test
    void aPlaceInABatchIsOnesOwn() {
        for (Actor staff : EVERYWHERE) {
            Policy policy = policy(staff, product(staff, "BATCH").id(), Map.of());
            NewLicense input = new NewLicense(policy.id(), "Box", null, null, null, null, null, null, null);
            assertThat(MARQUE.issuing.issue(staff, input, new BatchPlaces("box", 1, 3)))
                    .hasSize(3);
        }
    }

    @Test
    void aTrialInProductionIsNotSpentByOneThatWasTriedElsewhere() {
        Policy policy = policy(MARQUE.acme, product(MARQUE.acme, "TRY").id(), Map.of("trial", Map.of()));
        NewLicense input =
                new NewLicense(policy.id(), null, null, null, null, null, null, null, "ada@customer.example");
        for (Actor staff : List.of(TEST, MARQUE.acme)) {
            IssuedLicense trial = MARQUE.issuing.issue(staff, input);
            assertThat(MARQUE.activations
                            .activate(MARQUE.installation(trial), LicensingFixture.machine("laptop"))
                            .outcome()
                            .code())
                    .isEqualTo(Code.VALID);
        }
    }

    /** A shared one sees what production has; it is not its to work on. */
    @Test
    void aJobFindsEachLicenseInItsOwnEnvironmentOnly() {
        for (Actor staff : EVERYWHERE) {
            Policy watched = policy(staff, product(staff, "WATCHED").id(), Map.of("leaks", Map.of("machines", 1)));
            Actor installation = MARQUE.installation(issue(staff, watched));
            MARQUE.activations.activate(installation, LicensingFixture.machine("one"));
            MARQUE.activations.activate(installation, LicensingFixture.machine("two"));
        }

        LeakWatch watch = new LeakWatch(
                MARQUE.database, MARQUE.tenants, Countries.UNKNOWN, MARQUE.changes, MARQUE.clock, MARQUE.ids);

        assertThat(watch.run()).isEqualTo(EVERYWHERE.size());
        assertThat(MARQUE.texts("select environment from license_leaks"))
                .containsExactlyInAnyOrder("production", "staging", "test");
    }

    @Test
    void jobsWorkInEveryEnvironment() {
        Map<String, ?> culled =
                Map.of("heartbeat", Map.of("basis", "FROM_CREATION", "deadAfter", "PT1H", "cull", "DEACTIVATE_DEAD"));
        Map<Actor, UUID> machines = new HashMap<>();
        for (Actor staff : EVERYWHERE) {
            IssuedLicense issued =
                    issue(staff, policy(staff, product(staff, "JOBS").id(), culled));
            machines.put(
                    staff,
                    requireNonNull(MARQUE.activations
                                    .activate(MARQUE.installation(issued), LicensingFixture.machine("pod"))
                                    .activation())
                            .id());
        }
        MARQUE.clock.advance(Duration.ofDays(2));

        new ActivationUpkeep(MARQUE.database, MARQUE.tenants, MARQUE.changes, MARQUE.clock).run();
        new UsageRollUp(MARQUE.database, MARQUE.tenants, MARQUE.clock).run();

        machines.forEach((staff, machine) -> assertThat(MARQUE.texts(
                        "select environment from outbox where type = 'activation.culled' and aggregate_id = '" + machine
                                + "'"))
                .containsExactly(staff.environment().value()));
        assertThat(MARQUE.texts("select distinct environment from license_usage_stats"))
                .isSubsetOf("production", "staging", "test");
    }

    @Test
    void usageIsSummedUpInEveryEnvironment() {
        for (Actor staff : EVERYWHERE) {
            validated(issue(staff, policy(staff, product(staff, "USED").id(), Map.of())), ValidationRequest.PLAIN);
        }
        MARQUE.clock.advance(Duration.ofHours(3));

        new UsageRollUp(MARQUE.database, MARQUE.tenants, MARQUE.clock).run();

        assertThat(MARQUE.texts("""
                select s.environment from license_usage_stats s join licenses l on l.id = s.license_id
                join products p on p.id = l.product_id
                where p.code = 'USED' and s.granularity = 'HOUR' and l.environment = s.environment and s.validations = 1
                """)).containsExactlyInAnyOrder("production", "staging", "test");
    }

    @Test
    void aLicenseMayWantToBeAskedForItsEnvironment() {
        Policy policy = policy(
                STAGING, product(STAGING, "SCOPE").id(), Map.of("scopes", Map.of("required", Set.of("ENVIRONMENT"))));
        IssuedLicense issued = issue(STAGING, policy);

        assertThat(validated(issued, ValidationRequest.PLAIN)).isEqualTo(Code.ENVIRONMENT_REQUIRED);
        assertThat(validated(issued, asking("production"))).isEqualTo(Code.ENVIRONMENT_MISMATCH);
        assertThat(validated(issued, asking("staging"))).isEqualTo(Code.VALID);
    }

    private static ValidationRequest asking(String environment) {
        return ValidationRequest.PLAIN.within(new Scopes(null, null, Set.of(), Map.of(), null, environment));
    }

    @Test
    void aQuotaCountsAllEnvironmentsTogether() {
        Quotas quotas = new Quotas(MARQUE.database, List.of(new LicensingQuotas()));
        Policy policy = policy(STAGING, product(STAGING, "QUOTA").id(), Map.of());
        issue(MARQUE.acme, policy(MARQUE.acme, product(MARQUE.acme, "QUOTA").id(), Map.of()));
        long there = MARQUE.number("select count(*) from licenses where state <> 'ARCHIVED'");
        setLicenses(quotas, there + 1);

        issue(STAGING, policy);

        assertThat(refused(() -> issue(STAGING, policy))).isEqualTo(ProblemType.QUOTA_EXCEEDED);
        assertThat(quotas.usage(MARQUE.acme.tenant()))
                .anyMatch(usage -> usage.name().equals("licenses") && usage.used() == there + 1);
        setLicenses(quotas, 100_000);
    }

    private static void setLicenses(Quotas quotas, long most) {
        MARQUE.database.runInTenant(
                MARQUE.acme.tenant(),
                transaction ->
                        quotas.replace(transaction, MARQUE.acme.tenant(), new HashMap<>(Map.of("licenses", most))));
    }

    @Test
    void theExportOfATenantHasAllOfThem() throws IOException {
        for (Actor staff : EVERYWHERE) {
            product(staff, "EXPORT");
        }
        ByteArrayOutputStream archive = new ByteArrayOutputStream();

        new TenantExport(MARQUE.database, MARQUE.changes, MARQUE.json, MARQUE.clock).write(MARQUE.acme, archive);

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
            String products = "";
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("products.ndjson")) {
                    products = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            assertThat(products.lines().filter(line -> line.contains("\"EXPORT\"")))
                    .hasSize(3);
        }
    }

    @Test
    void onlyAnEmptyOneIsDeletedAndThenNobodyWorksInIt() {
        Environment empty =
                ENVIRONMENTS.create(MARQUE.acme, new NewEnvironment("empty", "Empty", Environment.Kind.ISOLATED));
        Environment full =
                ENVIRONMENTS.create(MARQUE.acme, new NewEnvironment("full", "Full", Environment.Kind.ISOLATED));
        product(MARQUE.acme.in(new EnvironmentCode("full")), "FULL");

        ENVIRONMENTS.delete(MARQUE.acme, empty.id());

        assertThat(refused(() -> product(MARQUE.acme.in(new EnvironmentCode("empty")), "LATE")))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refused(() -> ENVIRONMENTS.delete(MARQUE.acme, full.id()))).isEqualTo(ProblemType.STATE_CONFLICT);
        assertThat(refused(() -> ENVIRONMENTS.get(MARQUE.acme, empty.id()))).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refused(() -> ENVIRONMENTS.get(MARQUE.globex, full.id()))).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void aCodeIsTakenOnceAndProductionsIsTakenAlways() {
        for (String taken : List.of("staging", "production")) {
            assertThat(refused(() -> ENVIRONMENTS.create(
                            MARQUE.acme, new NewEnvironment(taken, "Again", Environment.Kind.SHARED))))
                    .isEqualTo(ProblemType.ALREADY_EXISTS);
        }
    }

    @Test
    void anEventSaysItsEnvironmentAndEachIsShownItsOwn() {
        UUID product = product(STAGING, "EVENT").id();

        assertThat(MARQUE.texts("select environment from outbox where aggregate_id = '" + product + "'"))
                .containsExactly("staging");
        assertThat(events(STAGING)).contains(product);
        assertThat(events(MARQUE.acme)).doesNotContain(product);
    }

    private static List<UUID> events(Actor actor) {
        return new dev.marque.platform.change.Events(MARQUE.database)
                .list(actor, "product.created", FIRST).items().stream()
                        .map(event -> event.aggregateId())
                        .toList();
    }
}
