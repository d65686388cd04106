package dev.marque.licensing;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.kernel.time.Term;
import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.WorkloadIdentity;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.access.AccessKind;
import dev.marque.licensing.access.AccessRule;
import dev.marque.licensing.access.AccessRules;
import dev.marque.licensing.access.AccessSubject;
import dev.marque.licensing.access.Countries;
import dev.marque.licensing.access.NewAccessRule;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.grant.FeatureGrants;
import dev.marque.licensing.grant.NewGrants;
import dev.marque.licensing.leak.LeakWatch;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.Trials;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.meter.MeterLocks;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.release.ListedRelease;
import dev.marque.licensing.release.Releases;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.token.LicenseToken;
import dev.marque.licensing.token.LicenseTokenAuthenticator;
import dev.marque.licensing.token.LicenseTokens;
import dev.marque.licensing.token.NewLicenseToken;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.licensing.user.SelfService;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserOutcome;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.jobs.PartitionUpkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The stories of docs/licensing-models.md, each with the policy that stands there. */
class LicensingModelsTest {

    private static final Path PAGE = Path.of("../docs/licensing-models.md");
    private static final Pattern MODEL = Pattern.compile("## (.+)\n(?:.+\n)+\n((?: {4}.+\n)+)");

    private static final LicensingFixture room = new LicensingFixture();
    private static final Releases releases = new Releases(room.database, room.changes, room.clock);
    private static final Leases leases = new Leases(room.database, room.places, room.changes, room.clock, room.ids);
    private static final Metering metering =
            new Metering(room.database, new MeterLocks(room.places, room.changes, room.clock, room.ids));

    private static final NamedUsers users =
            new NamedUsers(room.database, room.changes, room.random, room.clock, room.ids);
    private static final SelfService self = new SelfService(room.database, room.changes, room.clock, room.ids);
    private static final FeatureGrants grants = new FeatureGrants(room.database, room.changes, room.clock, room.ids);

    private static final LicenseTokens tokens =
            new LicenseTokens(room.database, room.directory, room.changes, room.random, room.clock, room.ids);
    private static final LicenseTokenAuthenticator tokenAuthenticator = new LicenseTokenAuthenticator(room.holders);

    private static final Map<String, Consumer<Customer>> STORIES = new LinkedHashMap<>();

    static {
        STORIES.put("Perpetual", LicensingModelsTest::perpetual);
        STORIES.put("Subscription", LicensingModelsTest::subscription);
        STORIES.put("Trial", LicensingModelsTest::trial);
        STORIES.put("Verified trial", LicensingModelsTest::verifiedTrial);
        STORIES.put("Perpetual fallback", LicensingModelsTest::perpetualFallback);
        STORIES.put("Perpetual with maintenance", LicensingModelsTest::maintained);
        STORIES.put("Early access", LicensingModelsTest::earlyAccess);
        STORIES.put("Node-locked", LicensingModelsTest::nodeLocked);
        STORIES.put("Site", LicensingModelsTest::site);
        STORIES.put("Generous", LicensingModelsTest::generous);
        STORIES.put("Known by weights", LicensingModelsTest::knownByWeights);
        STORIES.put("Trial per machine", LicensingModelsTest::trialPerMachine);
        STORIES.put("Servers that come and go", LicensingModelsTest::serversThatComeAndGo);
        STORIES.put("Laptops in drawers", LicensingModelsTest::laptopsInDrawers);
        STORIES.put("Development and staging", LicensingModelsTest::developmentAndStaging);
        STORIES.put("Floating", LicensingModelsTest::floating);
        STORIES.put("Concurrent processes", LicensingModelsTest::concurrentProcesses);
        STORIES.put("Concurrent users", LicensingModelsTest::concurrentUsers);
        STORIES.put("Named users", LicensingModelsTest::namedUsers);
        STORIES.put("Metered", LicensingModelsTest::metered);
        STORIES.put("Prepaid", LicensingModelsTest::prepaid);
        STORIES.put("Packs", LicensingModelsTest::packs);
        STORIES.put("Feature-limited", LicensingModelsTest::featureLimited);
        STORIES.put("Editions with add-ons", LicensingModelsTest::editionsWithAddOns);
        STORIES.put("Within the walls", LicensingModelsTest::withinTheWalls);
        STORIES.put("A token for each server", LicensingModelsTest::tokenForEachServer);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @TestFactory
    Stream<DynamicTest> everyWayOfSellingKeepsItsStory() throws IOException {
        Map<String, Map<String, ?>> models = models();
        return STORIES.entrySet().stream()
                .map(story -> dynamicTest(story.getKey(), () -> story.getValue()
                        .accept(new Customer(Objects.requireNonNull(models.get(story.getKey()))))));
    }

    @Test
    void thePageTellsTheStoriesThatAreExecuted() throws IOException {
        assertThat(models().keySet()).containsExactlyElementsOf(STORIES.keySet());
    }

    @SuppressWarnings("unchecked") // an object of JSON is a map from texts
    private static Map<String, Map<String, ?>> models() throws IOException {
        Map<String, Map<String, ?>> models = new LinkedHashMap<>();
        Matcher found = MODEL.matcher(Files.readString(PAGE));
        while (found.find()) {
            models.put(found.group(1), room.json.readValue(found.group(2), Map.class));
        }
        return models;
    }

    /** Somebody who bought a license under the policy of a story. */
    private static final class Customer {

        private final IssuedLicense issued;
        private final Actor installation;

        Customer(Map<String, ?> policy) {
            // No story waits for those before it: together they would leave the months that the logs have partitions
            // for.
            room.clock.set(Instant.parse(LicensingFixture.NOON));
            issued = room.license(policy);
            installation = issued.license().terms().rules().proving().strategy().takesKeys()
                    ? room.installation(issued)
                    : presents(token(license(), "desk")).orElseThrow();
        }

        UUID license() {
            return issued.license().id();
        }

        Instant end() {
            return Objects.requireNonNull(
                    room.licenses.get(room.acme, license()).expiresAt());
        }

        Seating activate(String machine) {
            return activate(machine(machine));
        }

        Seating activate(Machine machine) {
            return room.activations.activate(installation, machine);
        }

        Code activated(String machine) {
            return activate(machine).outcome().code();
        }

        Code validated(String machine) {
            return validated(ValidationRequest.PLAIN.from(Fingerprint.of(machine)));
        }

        Code runs(String version) {
            return validated(
                    ValidationRequest.PLAIN.from(Fingerprint.of("desk")).by(null, Version.of(version)));
        }

        Code validated(ValidationRequest request) {
            return room.validations.validate(installation, request).outcome().code();
        }

        Leased acquire(String machine, @Nullable String process, @Nullable String user) {
            Holder holder = new Holder(Fingerprint.of(machine), process, user);
            return leases.acquire(installation, new dev.marque.licensing.lease.Ask(holder, null, false));
        }

        LeaseCode acquired(String machine) {
            return acquire(machine, null, null).code();
        }

        void grant(Map<String, ?> features) {
            grants.grant(room.acme, license(), room.json.convertValue(features, NewGrants.class));
        }

        Code wouldBe(ValidationRequest request, Instant at) {
            return room.validations
                    .explain(room.acme, license(), request, at)
                    .decision()
                    .code();
        }

        Object granted(String code, Instant at) {
            Map<String, Entitlement> entitlements =
                    room.licenses.get(room.acme, license()).entitlements(at, null);
            return Objects.requireNonNull(entitlements.get(code)).value().json();
        }

        boolean consumed(String meter, long amount) {
            return metering.consume(installation, new Ask(meter, amount, null, null))
                    .granted();
        }
    }

    private static void withinTheWalls(Customer customer) {
        Countries countries = Countries.UNKNOWN;
        AccessRules rules = new AccessRules(room.database, countries, room.changes, room.clock, room.ids);
        assertThat(customer.activated("desk")).isEqualTo(Code.VALID);
        AccessRule elsewhere = rules.add(room.acme, walls(customer, "203.0.113.0/24"));
        assertThat(customer.validated("desk")).isEqualTo(Code.ADDRESS_BLOCKED);
        rules.remove(room.acme, elsewhere.id());
        rules.add(room.acme, walls(customer, "192.0.2.0/24"));
        assertThat(customer.validated("desk")).isEqualTo(Code.VALID);

        assertThat(customer.validated("second")).isEqualTo(Code.FINGERPRINT_MISMATCH);
        assertThat(customer.validated("third")).isEqualTo(Code.FINGERPRINT_MISMATCH);
        new LeakWatch(room.database, room.tenants, countries, room.changes, room.clock, room.ids).run();
        assertThat(room.events("license.leak-suspected", customer.license())).isEqualTo(1);
    }

    private static NewAccessRule walls(Customer customer, String network) {
        return new NewAccessRule(
                AccessKind.ALLOW, AccessSubject.ADDRESS_RANGE, network, null, customer.license(), null, null);
    }

    private static void perpetual(Customer ada) {
        assertThat(ada.activated("desk")).isEqualTo(Code.VALID);
        Seating laptop = ada.activate("laptop");
        assertThat(ada.activated("third")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        room.activations.remove(
                room.acme,
                ada.license(),
                Objects.requireNonNull(laptop.activation()).id());
        assertThat(ada.activated("third")).isEqualTo(Code.VALID);
        assertThat(room.validations
                        .explain(
                                room.acme,
                                ada.license(),
                                ValidationRequest.PLAIN.from(Fingerprint.of("desk")),
                                room.clock.instant().plus(Duration.ofDays(3650)))
                        .decision()
                        .code())
                .isEqualTo(Code.VALID);
    }

    private static void subscription(Customer customer) {
        customer.activate("desk");
        Instant end = customer.end();
        assertThat(explained(customer, end.minusSeconds(1))).isEqualTo(Code.VALID);
        assertThat(explained(customer, end)).isEqualTo(Code.IN_GRACE);
        assertThat(explained(customer, end.plus(Duration.ofDays(14)))).isEqualTo(Code.EXPIRED);
        room.clock.advance(Duration.ofDays(3));
        Instant nextEnd = Objects.requireNonNull(
                room.licenses.renew(room.acme, customer.license()).expiresAt());
        assertThat(nextEnd).isEqualTo(Term.parse("P1Y").end(end, 1, room.tenants.zone(room.acme.tenant())));
    }

    private static Code explained(Customer customer, Instant at) {
        ValidationRequest request = ValidationRequest.PLAIN.from(Fingerprint.of("desk"));
        return room.validations
                .explain(room.acme, customer.license(), request, at)
                .decision()
                .code();
    }

    private static void trial(Customer customer) {
        room.clock.advance(Duration.ofDays(20));
        customer.activate("desk");
        Instant end = room.clock.instant().plus(Duration.ofDays(14));
        assertThat(customer.end()).isEqualTo(end);
        room.clock.advance(Duration.ofDays(1));
        assertThat(customer.activated("desk")).as("installed anew").isEqualTo(Code.VALID);
        assertThat(customer.end()).isEqualTo(end);
        assertThat(explained(customer, end)).isEqualTo(Code.EXPIRED);
        room.licenses.extend(room.acme, customer.license(), Term.parse("P7D"));
        assertThat(explained(customer, end.plus(Duration.ofDays(6)))).isEqualTo(Code.VALID);
    }

    private static void verifiedTrial(Customer customer) {
        Seating first = customer.activate("desk");
        Instant end = customer.end();
        room.activations.remove(
                room.acme,
                customer.license(),
                Objects.requireNonNull(first.activation()).id());
        IssuedLicense second = room.issue(
                room.policies.get(room.acme, customer.issued.license().policyId()));
        assertThat(activated(second, "desk")).isEqualTo(Code.TRIAL_USED);
        room.clock.advance(Duration.ofDays(2));
        assertThat(customer.activated("desk")).as("installed anew").isEqualTo(Code.VALID);
        assertThat(customer.end()).isEqualTo(end);
        room.licenses.extend(room.acme, customer.license(), Term.parse("P7D"));
        assertThatThrownBy(() -> room.licenses.extend(room.acme, customer.license(), Term.parse("P7D")))
                .hasMessageContaining("extended 1 times");
        new Trials(room.database, room.changes).forgive(room.acme, customer.license(), "was ill");
        assertThat(activated(second, "desk")).isEqualTo(Code.VALID);
    }

    private static Code activated(IssuedLicense issued, String machine) {
        return room.activations
                .activate(room.installation(issued), machine(machine))
                .outcome()
                .code();
    }

    private static void perpetualFallback(Customer customer) {
        customer.activate("desk");
        assertThat(explained(customer, customer.end())).isEqualTo(Code.EXPIRED_ALLOWED);
    }

    private static void nodeLocked(Customer customer) {
        customer.activate(machine("desk", Map.of("mac", "a", "cpu", "b", "disk", "c")));
        assertThat(customer.activate(machine("renamed", Map.of("mac", "new", "cpu", "b", "disk", "c")))
                        .outcome()
                        .code())
                .isEqualTo(Code.VALID);
        assertThat(customer.activate(machine("desk", Map.of("mac", "x", "cpu", "y", "disk", "z")))
                        .outcome()
                        .valid())
                .isFalse();
    }

    private static void site(Customer customer) {
        assertThat(customer.validated(ValidationRequest.PLAIN)).isEqualTo(Code.VALID);
        assertThat(customer.validated("any machine")).isEqualTo(Code.VALID);
    }

    private static void generous(Customer customer) {
        for (int i = 1; i <= 12; i++) {
            assertThat(customer.activated("machine " + i)).as("machine %d", i).isEqualTo(Code.VALID);
        }
        assertThat(customer.activated("machine 13")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(customer.validated("machine 1")).isEqualTo(Code.VALID);
    }

    private static Code workstation(Customer customer, String board, String disk, String mac) {
        Map<String, String> parts = Map.of("board", board, "disk", disk, "mac", mac);
        return customer.activate(machine("desk" + mac, parts)).outcome().code();
    }

    private static void knownByWeights(Customer customer) {
        assertThat(workstation(customer, "b", "d", "m")).isEqualTo(Code.VALID);
        assertThat(workstation(customer, "b", "new", "new")).isEqualTo(Code.VALID);
        assertThat(workstation(customer, "other", "new", "m")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }

    private static void trialPerMachine(Customer customer) {
        Seating desk = customer.activate("desk");
        UUID seat = Objects.requireNonNull(desk.activation()).id();
        assertThat(room.activations
                        .deactivate(customer.installation, new MachineReference(seat, null))
                        .outcome()
                        .code())
                .isEqualTo(Code.TOO_MANY_CHANGES);
        room.clock.advance(Duration.ofDays(15));
        Policy trial = room.policies.get(room.acme, customer.issued.license().policyId());
        Actor again = room.installation(room.issue(trial));
        assertThat(room.activations.activate(again, machine("desk")).outcome().code())
                .isEqualTo(Code.FINGERPRINT_TAKEN);
        assertThat(room.activations.activate(again, machine("laptop")).outcome().code())
                .isEqualTo(Code.VALID);
    }

    private static void serversThatComeAndGo(Customer customer) {
        Seating first = customer.activate(replica("uid-1"));
        assertThat(customer.activated("second")).isEqualTo(Code.VALID);
        assertThat(customer.activated("third")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        Seating again = customer.activate(replica("uid-2"));
        UUID seat = Objects.requireNonNull(again.activation()).id();
        assertThat(seat).isEqualTo(Objects.requireNonNull(first.activation()).id());
        room.clock.advance(Duration.ofMinutes(14));
        room.heartbeats.beat(customer.installation, new MachineReference(seat, null), null);
        room.clock.advance(Duration.ofMinutes(1));
        assertThat(customer.activated("third")).isEqualTo(Code.VALID);
        assertThat(customer.activated("fourth")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }

    private static Machine replica(String pod) {
        WorkloadIdentity identity = new WorkloadIdentity(
                WorkloadIdentity.Kind.KUBERNETES, "c", "shop", "StatefulSet/web", 0, null, pod, null, null);
        return new Machine(identity.fingerprint(), null, null, null);
    }

    private static void laptopsInDrawers(Customer customer) {
        customer.activate("lost");
        room.clock.advance(Duration.ofDays(59));
        new PartitionUpkeep(room.database, room.clock).run();
        customer.activate("used");
        assertThat(customer.activated("new")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        room.clock.advance(Duration.ofDays(1));
        assertThat(customer.activated("new")).isEqualTo(Code.VALID);
        assertThat(customer.validated("used")).isEqualTo(Code.VALID);
    }

    private static void developmentAndStaging(Customer customer) {
        Map<Purpose, Integer> allowed = Map.of(Purpose.PRODUCTION, 2, Purpose.DEVELOPMENT, 3, Purpose.STAGING, 1);
        allowed.forEach((purpose, most) -> {
            for (int i = 1; i <= most; i++) {
                assertThat(activated(customer, purpose, i))
                        .as("%s %d", purpose, i)
                        .isEqualTo(Code.VALID);
            }
            assertThat(activated(customer, purpose, most + 1)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        });
        assertThat(customer.validated("DEVELOPMENT 3")).isEqualTo(Code.VALID);
    }

    private static Code activated(Customer customer, Purpose purpose, int number) {
        Fingerprint fingerprint = Fingerprint.of(purpose + " " + number);
        return customer.activate(new Machine(fingerprint, null, null, null, purpose))
                .outcome()
                .code();
    }

    private static void floating(Customer customer) {
        assertThat(customer.acquired("ada")).isEqualTo(LeaseCode.GRANTED);
        UUID grace = Objects.requireNonNull(
                        customer.acquire("grace", null, null).lease())
                .id();
        assertThat(customer.acquired("edsger")).isEqualTo(LeaseCode.NO_SEAT_FREE);
        Instant comesBack = room.clock.instant().plus(Duration.ofDays(10));
        assertThat(leases.borrow(customer.installation, grace, comesBack).code())
                .isEqualTo(LeaseCode.BORROWED);

        room.clock.advance(Duration.ofMinutes(5));
        assertThat(customer.acquired("edsger")).as("Ada's program crashed").isEqualTo(LeaseCode.GRANTED);
        assertThat(customer.acquired("barbara"))
                .as("Grace has her seat with her")
                .isEqualTo(LeaseCode.NO_SEAT_FREE);
        room.clock.advance(Duration.ofDays(10));
        assertThat(customer.acquired("barbara")).isEqualTo(LeaseCode.GRANTED);
    }

    private static void concurrentProcesses(Customer customer) {
        assertThat(customer.acquire("host", "1", null).code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(customer.acquire("host", "2", null).code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(customer.acquire("host", "3", null).code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(customer.acquire("host", "1", null).code())
                .as("the same again")
                .isEqualTo(LeaseCode.GRANTED);
    }

    private static void concurrentUsers(Customer customer) {
        assertThat(customer.acquire("desk", null, "ada").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(customer.acquire("laptop", null, "ada").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(customer.acquire("desk", null, "grace").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
    }

    private static void maintained(Customer customer) {
        UUID product = room.licenses.get(room.acme, customer.license()).productId();
        customer.activate("desk");
        Instant later = room.clock.instant().plus(Duration.ofDays(400));
        releases.list(room.acme, product, "2.0", new ListedRelease(null, null, null));
        releases.list(room.acme, product, "3.0", new ListedRelease(null, later, null));
        assertThat(customer.runs("2.0")).isEqualTo(Code.VALID);
        assertThat(customer.runs("3.0")).isEqualTo(Code.MAINTENANCE_ENDED);
        room.licenses.renewMaintenance(room.acme, customer.license());
        assertThat(customer.runs("3.0")).isEqualTo(Code.VALID);
    }

    private static void earlyAccess(Customer customer) {
        customer.activate("desk");
        assertThat(customer.runs("3.0-beta.2")).isEqualTo(Code.VALID);
        assertThat(customer.runs("3.0-rc.1")).isEqualTo(Code.VALID);
        assertThat(customer.runs("3.0")).isEqualTo(Code.VALID);
        assertThat(customer.runs("3.1-alpha")).isEqualTo(Code.CHANNEL_NOT_LICENSED);
    }

    private static void namedUsers(Customer customer) {
        EmailAddress grace = EmailAddress.of("grace@globex.example");
        EmailAddress edsger = EmailAddress.of("edsger@globex.example");
        UserOutcome invited = users.invite(room.acme, customer.license(), EmailAddress.of("ada@globex.example"));
        self.accept(customer.installation, Objects.requireNonNull(invited.token()));
        assertThat(customer.validated(ValidationRequest.PLAIN.named("ada@globex.example")))
                .isEqualTo(Code.VALID);
        assertThat(self.join(customer.installation, grace).code()).isEqualTo(UserCode.ASSIGNED);
        assertThat(self.join(customer.installation, EmailAddress.of("eve@evil.example"))
                        .code())
                .isEqualTo(UserCode.DOMAIN_NOT_ALLOWED);
        assertThat(self.join(customer.installation, edsger).code()).isEqualTo(UserCode.NO_SEAT_FREE);

        self.leave(customer.installation, grace);
        room.clock.advance(Duration.ofDays(29));
        assertThat(self.join(customer.installation, edsger).code()).isEqualTo(UserCode.NO_SEAT_FREE);
        room.clock.advance(Duration.ofDays(1));
        assertThat(self.join(customer.installation, edsger).code()).isEqualTo(UserCode.ASSIGNED);
        assertThat(customer.validated(ValidationRequest.PLAIN.named(grace.given())))
                .isEqualTo(Code.USER_NOT_ASSIGNED);
    }

    private static void metered(Customer customer) {
        assertThat(customer.consumed("calls", 11)).isTrue();
        assertThat(customer.consumed("calls", 1)).isTrue();
        assertThat(customer.consumed("calls", 1)).isFalse();
        room.clock.advance(Duration.ofDays(31));
        assertThat(customer.consumed("calls", 10)).isTrue();
    }

    private static void prepaid(Customer customer) {
        assertThat(customer.consumed("conversions", 60)).isTrue();
        room.clock.advance(Duration.ofDays(5));
        assertThat(customer.consumed("conversions", 41)).isFalse();
        assertThat(customer.consumed("conversions", 40)).isTrue();
    }

    private static void packs(Customer customer) {
        assertThat(customer.consumed("calls", 100)).isTrue();
        assertThat(customer.consumed("calls", 1)).isFalse();
        customer.grant(Map.of(
                "source",
                "ADD_ON",
                "reference",
                "Pack, order 4712",
                "expiresAt",
                room.clock.instant().plus(Duration.ofDays(7)).toString(),
                "features",
                Map.of("calls", 50)));
        assertThat(customer.consumed("calls", 50)).isTrue();
        assertThat(customer.consumed("calls", 1)).isFalse();
        assertThat(customer.validated(ValidationRequest.PLAIN)).isEqualTo(Code.VALID);

        room.clock.advance(Duration.ofDays(7));
        assertThat(customer.validated(ValidationRequest.PLAIN)).isEqualTo(Code.LIMIT_EXCEEDED);
    }

    private static void featureLimited(Customer customer) {
        assertThat(customer.validated(ValidationRequest.PLAIN.wanting(Set.of("export"))))
                .isEqualTo(Code.VALID);
        assertThat(customer.validated(ValidationRequest.PLAIN.wanting(Set.of("import"))))
                .isEqualTo(Code.FEATURE_MISSING);
    }

    private static void editionsWithAddOns(Customer customer) {
        ValidationRequest reports = ValidationRequest.PLAIN.wanting(Set.of("editor", "reports"));
        Instant trialEnd = room.clock.instant().plus(Duration.ofDays(30));
        Instant yearEnd = trialEnd.plus(Duration.ofDays(365));
        assertThat(customer.validated(reports)).isEqualTo(Code.VALID);
        assertThat(customer.wouldBe(reports, trialEnd)).isEqualTo(Code.FEATURE_MISSING);

        customer.grant(Map.of(
                "source", "ADD_ON",
                "reference", "Reports, order 4711",
                "startsAt", trialEnd.toString(),
                "expiresAt", yearEnd.toString(),
                "features", Map.of("reports", true, "projects", 5)));
        customer.grant(Map.of("features", Map.of("support", "phone")));
        assertThat(customer.wouldBe(reports, trialEnd)).isEqualTo(Code.VALID);
        assertThat(customer.granted("projects", trialEnd)).isEqualTo(15L);
        assertThat(customer.granted("support", trialEnd)).isEqualTo("phone");

        assertThat(customer.wouldBe(reports, yearEnd)).isEqualTo(Code.FEATURE_MISSING);
        assertThat(customer.granted("projects", yearEnd)).isEqualTo(10L);
    }

    private static LicenseToken.Issued token(UUID license, String name) {
        return tokens.issue(room.acme, license, new NewLicenseToken(name, null));
    }

    private static Optional<Actor> presents(LicenseToken.Issued token) {
        return tokenAuthenticator.authenticate(new Credential("bearer", token.secret()), room.acme.origin());
    }

    private static void tokenForEachServer(Customer customer) {
        assertThatThrownBy(() -> room.installation(customer.issued))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.CREDENTIAL_NOT_ALLOWED));
        LicenseToken.Issued north = token(customer.license(), "north");
        LicenseToken.Issued south = token(customer.license(), "south");
        assertThat(room.activations
                        .activate(presents(north).orElseThrow(), machine("north"))
                        .outcome()
                        .code())
                .isEqualTo(Code.VALID);

        tokens.revoke(room.acme, customer.license(), north.token().id());
        assertThat(presents(north)).isEmpty();
        assertThat(presents(south)).map(Actor::id).contains(customer.license());
    }
}
