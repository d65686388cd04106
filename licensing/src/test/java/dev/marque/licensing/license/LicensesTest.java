package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.license.LicenseKey;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.license.LicenseNumber;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicensesTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aLicenseTakesItsPolicysTermsAlongAndKeepsThem() {
        Policy policy = room.policy(Map.of(
                "term", "P1M", "maxActivations", 3, "features", List.of("export"), "limits", Map.of("users", 25)));
        License license = room.issue(policy).license();

        room.policies.update(
                room.acme, policy.id(), edit(Map.of("maxActivations", 9, "grace", "P30D")), ExpectedVersion.ANY);

        License later = room.licenses.get(room.acme, license.id());
        assertThat(later).isEqualTo(license);
        assertThat(later.terms().maxActivations()).isEqualTo(3);
        assertThat(later.limits()).containsEntry("users", 25L);
        assertThat(later.featureCodes(room.clock.instant())).containsExactly("export");
        assertThat(later.expiresAt()).isEqualTo(Instant.parse("2026-12-22T12:00:00Z"));
        assertThat(later.graceEndsAt()).isEqualTo(Instant.parse("2026-12-29T12:00:00Z"));
    }

    @Test
    void whatIsGivenAtIssueCountsInsteadOfThePolicy() {
        Policy policy = room.policy(Map.of("term", "P1Y", "features", List.of("export")));
        Instant expiry = Instant.parse("2027-01-31T23:00:00Z");

        License license = room.issuing
                .issue(
                        room.acme,
                        new NewLicense(
                                policy.id(),
                                "Ada",
                                expiry,
                                5,
                                List.of("b", "a", "b"),
                                Map.of("x", 0L),
                                Map.of("k", "v"),
                                null,
                                null))
                .license();

        assertThat(license.expiresAt()).isEqualTo(expiry);
        assertThat(license.terms().maxActivations()).isEqualTo(5);
        assertThat(license.featureCodes(room.clock.instant())).containsExactly("a", "b");
        assertThat(room.licenses.get(room.acme, license.id())).isEqualTo(license);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "SIGNED", "RANDOM"})
    void aKeyOfEveryFormatLeadsToItsLicense(String format) {
        IssuedLicense issued = room.license(Map.of("keyFormat", format));

        assertThat(LicenseKeys.parse(issued.key())).isInstanceOf(LicenseKey.WellFormed.class);
        assertThat(room.installation(issued).id()).isEqualTo(issued.license().id());
        assertThat(room.installation(issued).permissions()).containsExactly("licensing.use");
        assertThat(room.authenticator.authenticate(new Credential("license", issued.key() + "x"), room.acme.origin()))
                .isEmpty();
    }

    @Test
    void aKeyIsStoredHashedAndEncryptedAndShowingItIsAudited() {
        IssuedLicense issued = room.license(Map.of());
        UUID id = issued.license().id();

        assertThat(room.shownKeys.show(room.acme, id, "license.key-shown")).isEqualTo(issued.key());

        assertThat(room.audits("license.key-shown", id)).isEqualTo(1);
        assertThat(room.events("license.key-shown", id)).isZero();
        for (String table : List.of("licenses", "audit_logs", "outbox")) {
            assertThat(room.texts("select t::text from " + table + " t")).noneMatch(row -> row.contains(issued.key()));
        }
    }

    @Test
    void everyChangeLeavesAnAuditRowAndAnEvent() {
        UUID id = room.license(Map.of("term", "P1Y")).license().id();
        room.licenses.update(
                room.acme, id, new LicenseEdit("Initech", null, null, null, null, null), ExpectedVersion.of(1));
        room.licenses.suspend(room.acme, id, "unpaid");
        room.licenses.reinstate(room.acme, id);
        room.licenses.renew(room.acme, id);
        room.licenses.revoke(room.acme, id, null);
        room.licenses.archive(room.acme, id);

        List<String> actions = List.of(
                "license.archived",
                "license.revoked",
                "license.renewed",
                "license.reinstated",
                "license.suspended",
                "license.updated",
                "license.created");
        for (String action : actions) {
            assertThat(room.audits(action, id)).as(action).isEqualTo(1);
            assertThat(room.events(action, id)).as(action).isEqualTo(1);
        }
        assertThat(room.timeline.of(room.acme, id, PageRequest.first(50)).items())
                .extracting(TimelineEntry::action)
                .containsExactlyElementsOf(actions);
    }

    @Test
    void anOldVersionChangesNothing() {
        UUID id = room.license(Map.of()).license().id();
        room.licenses.update(
                room.acme, id, new LicenseEdit("first", null, null, null, null, null), ExpectedVersion.of(1));

        assertThatThrownBy(() -> room.licenses.update(
                        room.acme, id, new LicenseEdit("second", null, null, null, null, null), ExpectedVersion.of(1)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.CHANGED_MEANWHILE));
        assertThat(room.licenses.get(room.acme, id).name()).isEqualTo("first");
        assertThat(room.licenses.get(room.acme, id).version()).isEqualTo(2);
    }

    @Test
    void anotherTenantSeesAndChangesNothing() {
        IssuedLicense issued = room.license(Map.of("term", "P1Y"));
        UUID id = issued.license().id();

        assertThat(room.licenses
                        .list(room.globex, LicenseFilter.ALL, PageRequest.first(50))
                        .items())
                .isEmpty();
        assertNotFound(() -> room.licenses.get(room.globex, id));
        assertNotFound(() -> room.licenses.suspend(room.globex, id, null));
        assertNotFound(() -> room.licenses.renew(room.globex, id));
        assertNotFound(() -> room.shownKeys.show(room.globex, id, "license.key-shown"));
        assertNotFound(() -> room.timeline.of(room.globex, id, PageRequest.first(1)));
        assertThat(room.licenses.get(room.acme, id)).isEqualTo(issued.license());
    }

    @Test
    void filtersAndPagesFindEachLicenseOnce() {
        Policy policy = room.policy(Map.of());
        List<UUID> ids = IntStream.range(0, 5)
                .mapToObj(i -> room.issue(policy).license().id())
                .toList();
        room.licenses.suspend(room.acme, ids.get(2), null);
        LicenseFilter ofPolicy = new LicenseFilter(null, policy.id(), null, null, null);

        var first = room.licenses.list(room.acme, ofPolicy, PageRequest.first(3));
        var after = Cursor.decode(Objects.requireNonNull(first.next()));
        var second = room.licenses.list(room.acme, ofPolicy, new PageRequest(3, after));

        assertThat(first.items()).extracting(License::id).containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(second.items()).extracting(License::id).containsExactly(ids.get(1), ids.get(0));
        assertThat(second.next()).isNull();
        assertThat(find(new LicenseFilter(null, policy.id(), LicenseState.SUSPENDED, null, null)))
                .containsExactly(ids.get(2));
        String number = room.licenses.get(room.acme, ids.get(1)).number();
        assertThat(find(new LicenseFilter(null, null, null, number, null))).containsExactly(ids.get(1));
        assertThat(find(new LicenseFilter(policy.productId(), null, null, null, null)))
                .hasSize(5);
    }

    private static List<UUID> find(LicenseFilter filter) {
        return room.licenses.list(room.acme, filter, PageRequest.first(50)).items().stream()
                .map(License::id)
                .toList();
    }

    @Test
    void numbersOfLicensesIssuedAtOnceAreAllDifferent() throws InterruptedException, ExecutionException {
        Policy policy = room.policy(Map.of("keyFormat", "RANDOM"));
        List<Callable<String>> calls = IntStream.range(0, 100)
                .<Callable<String>>mapToObj(
                        i -> () -> room.issue(policy).license().number())
                .toList();
        List<String> numbers;
        try (ExecutorService clients = LicensingFixture.clients()) {
            numbers = clients.invokeAll(calls).stream().map(Future::resultNow).toList();
        }

        assertThat(numbers).doesNotHaveDuplicates().hasSize(100);
        Set<Long> sequence = numbers.stream()
                .map(number -> LicenseNumber.parse(number).orElseThrow().sequence())
                .collect(Collectors.toSet());
        assertThat(sequence)
                .isEqualTo(IntStream.range(0, 100).asLongStream().boxed().collect(Collectors.toSet()));
        assertThat(numbers.getFirst()).matches("P[0-9]{3}-202611-[0-9]{6}");
    }

    @Test
    void theMonthOfANumberIsTheTenantsMonth() {
        room.clock.set(Instant.parse("2026-11-30T23:30:00Z"));
        try {
            assertThat(room.license(Map.of()).license().number()).contains("-202612-");
        } finally {
            room.clock.set(Instant.parse(LicensingFixture.NOON));
        }
    }

    @Test
    void anArchivedLicensesKeyIsNobodysAnyMore() {
        IssuedLicense issued = room.license(Map.of());
        room.licenses.revoke(room.acme, issued.license().id(), "refund");
        assertThat(room.installation(issued).name()).isEqualTo(issued.license().number());

        room.licenses.archive(room.acme, issued.license().id());

        assertThat(room.authenticator.authenticate(new Credential("license", issued.key()), room.acme.origin()))
                .isEmpty();
    }

    private static PolicyEdit edit(Map<String, ?> fields) {
        return room.json.convertValue(fields, PolicyEdit.class);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(ProblemType.NOT_FOUND));
    }

    static LicenseEdit named(String name) {
        return new LicenseEdit(name, null, null, null, null, null);
    }
}
