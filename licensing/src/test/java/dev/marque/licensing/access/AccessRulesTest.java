package dev.marque.licensing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.meter.MeterCode;
import dev.marque.licensing.meter.MeterLocks;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final AccessRules rules =
            new AccessRules(room.database, address -> room.countries.get("any"), room.changes, room.clock, room.ids);
    private static final PageRequest PAGE = PageRequest.first(200);
    private static final Map<String, Object> UNBOUND = Map.of("requiresActivation", false);
    private static final String HOME = "192.0.2.7";

    @AfterAll
    static void close() {
        room.close();
    }

    /** Rules are the tenant's: what one test leaves, the next would meet. */
    @AfterEach
    void removeAll() {
        rules.list(room.acme, null, null, PAGE).items().forEach(rule -> rules.remove(room.acme, rule.id()));
        room.countries.clear();
    }

    private static AccessRule add(AccessKind kind, AccessSubject subject, String value) {
        return add(kind, subject, value, null, null, null);
    }

    private static AccessRule add(
            AccessKind kind,
            AccessSubject subject,
            String value,
            @Nullable UUID product,
            @Nullable UUID license,
            @Nullable Instant expiresAt) {
        return rules.add(room.acme, new NewAccessRule(kind, subject, value, product, license, null, expiresAt));
    }

    private static Actor from(IssuedLicense license, String address) {
        Actor known = room.installation(license);
        return new Actor(
                known.tenant(),
                known.kind(),
                known.id(),
                known.name(),
                known.permissions(),
                known.scope(),
                new RequestOrigin("test", address, "JUnit"));
    }

    private static Code validated(IssuedLicense license, String address, @Nullable String machine) {
        ValidationRequest request = ValidationRequest.PLAIN.from(
                machine == null ? null : LicensingFixture.machine(machine).fingerprint());
        return room.validations
                .validate(from(license, address), request)
                .outcome()
                .code();
    }

    private static Code validated(IssuedLicense license, String address) {
        return validated(license, address, null);
    }

    @Test
    void aBlockedRangeIsRefusedFromTheNextCallOnAndFreeAgainOnceTheRuleIsRemoved() {
        IssuedLicense license = room.license(UNBOUND);
        assertThat(validated(license, HOME)).isEqualTo(Code.VALID);
        AccessRule rule = add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "192.0.2.0/25");
        assertThat(validated(license, HOME)).isEqualTo(Code.ADDRESS_BLOCKED);
        assertThat(validated(license, "::ffff:192.0.2.7"))
                .as("IPv4 within IPv6")
                .isEqualTo(Code.ADDRESS_BLOCKED);
        assertThat(validated(license, "192.0.2.128")).isEqualTo(Code.VALID);
        assertThat(validated(license, "2001:db8::7")).isEqualTo(Code.VALID);
        rules.remove(room.acme, rule.id());
        assertThat(validated(license, HOME)).isEqualTo(Code.VALID);
        assertThat(room.audits("access-rule.created", rule.id())).isEqualTo(1);
        assertThat(room.events("access-rule.removed", rule.id())).isEqualTo(1);
    }

    @Test
    void whereRangesAreAllowedNobodyElsePassesAndBlockingIsStronger() {
        IssuedLicense license = room.license(UNBOUND);
        add(AccessKind.ALLOW, AccessSubject.ADDRESS_RANGE, "192.0.2.0/24");
        add(AccessKind.ALLOW, AccessSubject.ADDRESS_RANGE, "2001:db8::/32");
        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "192.0.2.8");
        assertThat(validated(license, HOME)).isEqualTo(Code.VALID);
        assertThat(validated(license, "2001:db8:7::1")).isEqualTo(Code.VALID);
        assertThat(validated(license, "203.0.113.1")).isEqualTo(Code.ADDRESS_BLOCKED);
        assertThat(validated(license, "192.0.2.8")).isEqualTo(Code.ADDRESS_BLOCKED);
    }

    @Test
    void blockedMachinesGetNoSeatAndThoseThatHaveOneLoseItsUse() {
        IssuedLicense license = room.license(Map.of("maxActivations", 3));
        Actor installation = from(license, HOME);
        Activation seat = Objects.requireNonNull(room.activations
                .activate(installation, LicensingFixture.machine("bad-1", Map.of("disk", "d-7", "board", "b-7")))
                .activation());
        room.activations.activate(installation, LicensingFixture.machine("good-1"));
        add(AccessKind.BLOCK, AccessSubject.FINGERPRINT, "bad-1");
        add(AccessKind.BLOCK, AccessSubject.FINGERPRINT, "d-8");
        assertThat(validated(license, HOME, "bad-1")).isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(validated(license, HOME, "good-1")).isEqualTo(Code.VALID);
        assertThat(room.activations.refresh(installation, seat.id()).outcome().code())
                .as("by its token, which does not tell the fingerprint")
                .isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(room.heartbeats
                        .beat(installation, new MachineReference(seat.id(), null), null)
                        .outcome()
                        .code())
                .isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(room.activations
                        .activate(installation, LicensingFixture.machine("bad-2", Map.of("disk", "d-8")))
                        .outcome()
                        .code())
                .as("by a component")
                .isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(room.activations
                        .deactivate(installation, new MachineReference(seat.id(), null))
                        .outcome()
                        .valid())
                .as("a seat can always be given back")
                .isTrue();
    }

    @Test
    void whereMachinesAreListedTheOneThatAsksSaysWhichItIs() {
        IssuedLicense license = room.license(UNBOUND);
        add(
                AccessKind.ALLOW,
                AccessSubject.FINGERPRINT,
                "listed",
                null,
                license.license().id(),
                null);
        assertThat(validated(license, HOME)).isEqualTo(Code.FINGERPRINT_REQUIRED);
        assertThat(validated(license, HOME, "another")).isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(validated(license, HOME, "listed")).isEqualTo(Code.VALID);
    }

    @Test
    void aRuleIsForAllLicensesOrOneProductOrOneLicenseAndOnlyForItsTime() {
        IssuedLicense one = room.license(UNBOUND);
        IssuedLicense sibling = room.issue(room.policies.get(
                room.acme, Objects.requireNonNull(one.license().policyId())));
        IssuedLicense foreign = room.license(UNBOUND);
        add(
                AccessKind.BLOCK,
                AccessSubject.ADDRESS_RANGE,
                "192.0.2.1",
                one.license().productId(),
                null,
                null);
        add(
                AccessKind.BLOCK,
                AccessSubject.ADDRESS_RANGE,
                "192.0.2.2",
                null,
                one.license().id(),
                null);
        Instant end = room.clock.instant().plus(Duration.ofHours(1));
        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "192.0.2.3", null, null, end);
        assertThat(List.of(
                        validated(one, "192.0.2.1"), validated(sibling, "192.0.2.1"), validated(foreign, "192.0.2.1")))
                .containsExactly(Code.ADDRESS_BLOCKED, Code.ADDRESS_BLOCKED, Code.VALID);
        assertThat(List.of(validated(one, "192.0.2.2"), validated(sibling, "192.0.2.2")))
                .containsExactly(Code.ADDRESS_BLOCKED, Code.VALID);
        assertThat(validated(foreign, "192.0.2.3")).isEqualTo(Code.ADDRESS_BLOCKED);
        room.clock.advance(Duration.ofHours(1));
        assertThat(validated(foreign, "192.0.2.3")).as("at its end").isEqualTo(Code.VALID);
    }

    @Test
    void countriesAreRefusedWhereTheyAreKnownAndNeverJudgedWhereTheyAreNot() {
        IssuedLicense license = room.license(UNBOUND);
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.COUNTRY, "DE"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.STATE_CONFLICT))
                .hasMessageContaining("MARQUE_LICENSING_COUNTRIES");
        room.countries.putAll(Map.of("any", "ZZ", HOME, "DE", "203.0.113.1", "FR", "10.0.0.1", "ZZ"));
        AccessRule block = add(AccessKind.BLOCK, AccessSubject.COUNTRY, "de");
        assertThat(block.value()).isEqualTo("DE");
        assertThat(validated(license, HOME)).isEqualTo(Code.COUNTRY_BLOCKED);
        assertThat(validated(license, "203.0.113.1")).isEqualTo(Code.VALID);
        rules.remove(room.acme, block.id());
        add(AccessKind.ALLOW, AccessSubject.COUNTRY, "FR");
        assertThat(validated(license, "203.0.113.1")).isEqualTo(Code.VALID);
        assertThat(validated(license, "10.0.0.1")).as("in no country").isEqualTo(Code.COUNTRY_BLOCKED);
        room.countries.clear();
        assertThat(validated(license, HOME)).as("without a file").isEqualTo(Code.VALID);
    }

    @Test
    void staffAreNotWhereTheMachineIs() {
        IssuedLicense license = room.license(UNBOUND);
        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "0.0.0.0/0");
        assertThat(room.validations
                        .explain(room.acme, license.license().id(), ValidationRequest.PLAIN, null)
                        .decision()
                        .code())
                .isEqualTo(Code.VALID);
    }

    @Test
    void whatIsNoRuleIsRefusedWithItsReason() {
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "192.0.2.7/24"))
                .hasMessageContaining("bits are set");
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "example.com"))
                .hasMessageContaining("CIDR");
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.COUNTRY, "XX"))
                .hasMessageContaining("ISO 3166");
        assertThatThrownBy(
                        () -> add(AccessKind.BLOCK, AccessSubject.FINGERPRINT, "x", null, null, room.clock.instant()))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.FINGERPRINT, "x", UUID.randomUUID(), null, null))
                .hasMessageContaining("product");
        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "2001:db8::/32");
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "2001:0DB8:0::/32"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ALREADY_EXISTS));
    }

    @Test
    void theDatabaseFindsAddressesInTheNetworksInWhichTheyAre() throws UnknownHostException {
        Random random = new Random(20261123);
        List<InetAddress> addresses = new ArrayList<>();
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = 32;
            addresses.add(InetAddress.getByAddress(bytes));
            networks.add(Network.around(addresses.get(i), random.nextInt(bytes.length * Byte.SIZE + 1)));
        }
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        room.database.runInEnvironment(room.acme.where(), transaction -> {
            for (Network network : networks) {
                expected.add(addresses.stream()
                        .filter(network::contains)
                        .map(InetAddress::getHostAddress)
                        .sorted()
                        .toList()
                        .toString());
                found.add(transaction
                        .createQuery("select a from unnest(cast(:all as text[])) a"
                                + " where cast(:network as cidr) >>= cast(a as inet)")
                        .bind(
                                "all",
                                addresses.stream()
                                        .map(InetAddress::getHostAddress)
                                        .toArray(String[]::new))
                        .bind("network", network.toString())
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .sorted()
                        .toList()
                        .toString());
            }
        });
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void otherTenantsNeitherSeeNorFeelTheRules() {
        AccessRule rule = add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, "0.0.0.0/0");
        assertThat(rules.list(room.globex, null, null, PAGE).items()).isEmpty();
        assertThatThrownBy(() -> rules.remove(room.globex, rule.id())).isInstanceOf(ProblemException.class);
        assertThat(rules.list(room.acme, AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, PAGE)
                        .items())
                .containsExactly(rule);
        assertThat(rules.list(room.acme, AccessKind.ALLOW, null, PAGE).items()).isEmpty();
    }

    @Test
    void thereAreAThousandRulesAtMost() {
        room.database.runInEnvironment(room.acme.where(), transaction -> transaction
                .createUpdate("""
                        insert into access_rules (id, tenant_id, kind, subject, value, created_at, created_by)
                        select gen_random_uuid(), :tenant, 'BLOCK', 'ADDRESS_RANGE',
                               '10.0.' || n / 256 || '.' || n % 256 || '/32', now(), :tenant
                        from generate_series(1, 1000) n
                        """)
                .bind("tenant", room.acme.tenant())
                .execute());
        assertThatThrownBy(() -> add(AccessKind.BLOCK, AccessSubject.FINGERPRINT, "one-more"))
                .hasMessageContaining("1000");
        IssuedLicense license = room.license(UNBOUND);
        assertThat(validated(license, "10.0.1.44")).isEqualTo(Code.ADDRESS_BLOCKED);
        assertThat(validated(license, "10.0.200.44")).isEqualTo(Code.VALID);
        room.database.runInEnvironment(
                room.acme.where(), transaction -> transaction.execute("delete from access_rules"));
    }

    @Test
    void aPolicyNamesNetworksAndCountriesAndTheListsStillCount() {
        Map<String, ?> places =
                Map.of("addresses", List.of("192.0.2.0/24", "2001:db8::/32"), "countries", List.of("DE"));
        IssuedLicense license = room.license(Map.of("requiresActivation", false, "rules", Map.of("places", places)));
        assertThat(validated(license, HOME)).as("no country is known").isEqualTo(Code.VALID);
        assertThat(validated(license, "2001:db8:7::1")).isEqualTo(Code.VALID);
        assertThat(validated(license, "203.0.113.1")).isEqualTo(Code.ADDRESS_BLOCKED);
        room.countries.put(HOME, "FR");
        assertThat(validated(license, HOME)).isEqualTo(Code.COUNTRY_BLOCKED);
        room.countries.put(HOME, "DE");
        assertThat(validated(license, HOME)).isEqualTo(Code.VALID);
        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, HOME);
        assertThat(validated(license, HOME)).isEqualTo(Code.ADDRESS_BLOCKED);
    }

    @Test
    void metersAndLeasesAskTheLists() {
        IssuedLicense license = room.license(Map.of(
                "requiresActivation",
                false,
                "rules",
                Map.of(
                        "floating", Map.of("seats", 2),
                        "meters", Map.of("calls", Map.of("kind", "TOTAL")))));
        Leases leases = new Leases(room.database, room.places, room.changes, room.clock, room.ids);
        Metering metering =
                new Metering(room.database, new MeterLocks(room.places, room.changes, room.clock, room.ids));
        Actor installation = from(license, HOME);
        dev.marque.licensing.lease.Ask seat = new dev.marque.licensing.lease.Ask(
                new Holder(LicensingFixture.machine("desk").fingerprint(), null, null), null, false);
        Ask calls = new Ask("calls", 1, null, null);
        UUID held = Objects.requireNonNull(leases.acquire(installation, seat).lease())
                .id();
        assertThat(metering.consume(installation, calls).code()).isEqualTo(MeterCode.GRANTED);

        add(AccessKind.BLOCK, AccessSubject.ADDRESS_RANGE, HOME);

        assertThat(leases.acquire(installation, seat).code()).isEqualTo(LeaseCode.LICENSE_REFUSED);
        assertThat(leases.renew(installation, held).code()).isEqualTo(LeaseCode.LICENSE_REFUSED);
        assertThat(metering.consume(installation, calls).code()).isEqualTo(MeterCode.LICENSE_REFUSED);
        assertThat(metering.release(installation, calls).code())
                .as("what is held is given back from everywhere")
                .isEqualTo(MeterCode.GRANTED);
        assertThat(leases.release(installation, held).code()).isEqualTo(LeaseCode.RELEASED);
    }
}
