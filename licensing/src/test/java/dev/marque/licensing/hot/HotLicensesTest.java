package dev.marque.licensing.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes with licenses in memory: one that changes them, and another. */
class HotLicensesTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final HotRoom here = new HotRoom(room, room.database);
    private static final Database otherDatabase = Database.open(room.platform.app(), 4);
    private static final HotRoom elsewhere = new HotRoom(room, otherDatabase);

    private final IssuedLicense issued = room.license(Map.of("term", "P1Y", "features", List.of("export")));
    private final UUID id = issued.license().id();

    @AfterAll
    static void close() {
        elsewhere.close();
        here.close();
        otherDatabase.close();
        room.close();
    }

    @Test
    void whoSuspendsALicenseFindsItSuspendedAtOnce() {
        for (int i = 0; i < 50; i++) {
            here.loaded(id);
            room.licenses.suspend(room.acme, id, "unpaid");
            assertThat(here.hasForgotten(id)).isTrue();
            assertThat(here.loaded(id).license().state()).isEqualTo(LicenseState.SUSPENDED);
            room.licenses.reinstate(room.acme, id);
            assertThat(here.hasForgotten(id)).isTrue();
        }
    }

    @Test
    void whatOneProcessChangesTheOtherForgets() {
        elsewhere.loaded(id);

        room.licenses.suspend(room.acme, id, "unpaid");

        Await.until(() -> elsewhere.hasForgotten(id));
        assertThat(elsewhere.loaded(id).license().state()).isEqualTo(LicenseState.SUSPENDED);
    }

    @Test
    void whatStaysAsItIsStaysInMemory() throws Exception {
        HotLicense known = elsewhere.settled(id);
        IssuedLicense other = room.license(Map.of("term", "P1Y"));
        room.licenses.suspend(room.acme, other.license().id(), "unpaid");
        long begin = System.nanoTime();

        // Longer than anything is believed without proof.
        Await.until(() ->
                System.nanoTime() - begin > HotLicenses.BELIEVED.multipliedBy(2).toNanos());

        assertThat(elsewhere.licenses.find(id)).isSameAs(known);
    }

    /** Statements that change what a validation looks at, however they come about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update licenses set expires_at = expires_at + interval '1 day' where id = :id",
                "update license_features set expires_at = now() where license_id = :id",
                "delete from license_features where license_id = :id",
                "insert into license_limits (tenant_id, license_id, name, value) values (:tenant, :id, 'users', 5)",
                "insert into license_grants (id, tenant_id, license_id, code, value, source, granted_at)"
                        + " values (gen_random_uuid(), :tenant, :id, 'print', '{\"value\": true}', 'LICENSE', now())",
                "insert into license_former_keys (tenant_id, license_id, key_hash, ends_at)"
                        + " values (:tenant, :id, 'x', now())",
                "insert into license_users (id, tenant_id, license_id, email, person, state, held)"
                        + " values (gen_random_uuid(), :tenant, :id, 'a', 'a', 'ASSIGNED', true)",
                "insert into license_activations (id, tenant_id, license_id, fingerprint, components, activated_at,"
                        + " refreshed_at) values (gen_random_uuid(), :tenant, :id, 'm', '{}', now(), now())",
                "update license_activations set deactivated_at = now() where license_id = :id",
                "update license_activations set components = '{\"mac\": \"1\"}' where license_id = :id",
                "update license_activations set purpose = 'STAGING' where license_id = :id",
                "update license_leases set held = false where license_id = :id",
                "update license_leases set ended_at = now() where license_id = :id",
                "update products set minimum_version = '9' where id = :product",
                "insert into product_versions (tenant_id, product_id, version, channel, released_at, checksums)"
                        + " values (:tenant, :product, '1.0.0', 'STABLE', now(), '{}')",
                "insert into access_rules (id, tenant_id, kind, subject, value, created_at, created_by)"
                        + " values (gen_random_uuid(), :tenant, 'BLOCK', 'COUNTRY', 'YT', now(), gen_random_uuid())",
                "delete from access_rules where value = 'XK' and tenant_id = :tenant",
                "update tenants set licenses_go_on = not licenses_go_on where id = :tenant"
            })
    void everyChangeIsHeardEverywhere(String change) {
        arrange();
        elsewhere.loaded(id);
        here.loaded(id);

        write(change);

        assertThat(here.hasForgotten(id)).as("where it was written").isTrue();
        Await.until(() -> elsewhere.hasForgotten(id));
    }

    /** What programs do all the time: those who wait for each other would be too many. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update license_activations set last_heartbeat_at = now() where license_id = :id",
                "update license_leases set expires_at = expires_at + interval '1 s', held_until = 'infinity'"
                        + " where license_id = :id",
                "update license_meters set used = used + 1, peak = 99 where license_id = :id",
                "update license_meter_reservations set amount = amount + 1 where license_id = :id"
            })
    void whatOnlyEverHelpsIsKnownWhereItWasWritten(String change) {
        arrange();
        HotLicense known = elsewhere.settled(id);
        here.settled(id);

        write(change);

        assertThat(here.hasForgotten(id)).isTrue();
        long written = System.nanoTime();
        // What is heard later than a ping was sent after it.
        Await.until(() -> elsewhere.listener.knownGood(written) != written);
        assertThat(elsewhere.licenses.find(id)).isSameAs(known);
    }

    @Test
    void whatIsNotLookedAtChangesNothing() {
        arrange();
        HotLicense known = here.settled(id);

        write("update license_activations set seen_at = now(), app_version = '3', name = 'x', refreshed_at = now()"
                + " where license_id = :id");

        assertThat(here.licenses.find(id)).isSameAs(known);
    }

    @Test
    void howMetersStandIsBelievedForAMomentOnly() {
        IssuedLicense metered =
                room.license(Map.of("rules", Map.of("meters", Map.of("calls", Map.of("kind", "TOTAL")))));
        elsewhere.loaded(metered.license().id());

        Duration forgotten =
                Await.until(() -> elsewhere.hasForgotten(metered.license().id()));

        assertThat(forgotten).isLessThanOrEqualTo(HotLicenses.COUNTS_BELIEVED.plusMillis(500));
    }

    @Test
    void everyTableThatIsReadTellsOfItsChanges() throws SQLException {
        Set<String> read = Stream.of(HotRows.LICENSE, HotRows.RULES, HotRows.PRODUCT, HotRows.VERSIONS)
                .flatMap(sql -> Pattern.compile("(?:from|join)\\s+([a-z_]+)(?![a-z_.])")
                        .matcher(sql)
                        .results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
        // TenantStanding reads it.
        read.add("tenants");
        read.removeAll(Set.of("unnest"));

        assertThat(read).contains("licenses", "license_activations", "product_versions", "access_rules");
        assertThat(room.texts("select distinct cast(cast(tgrelid as regclass) as text) from pg_trigger"
                        + " where tgname like 'tell_change%'"))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void revokedIsRefusedElsewhereAlsoRightAfterTheListenerWasLost() throws Exception {
        List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 6; round++) {
            List<UUID> licenses = IntStream.range(0, 5)
                    .mapToObj(i -> room.license(Map.of("term", "P1Y")).license().id())
                    .toList();
            licenses.forEach(elsewhere::loaded);
            boolean lost = round % 2 == 1;
            if (lost) {
                endListeners();
            }
            try (ExecutorService watchers = LicensingFixture.clients()) {
                List<Future<Boolean>> refused = licenses.stream()
                        .map(license -> watchers.submit(() -> {
                            room.licenses.revoke(room.acme, license, "resold");
                            return delays.add(Await.until(() -> isRevokedElsewhere(license)));
                        }))
                        .toList();
                for (Future<Boolean> one : refused) {
                    assertThat(one.get()).isTrue();
                }
            }
            Await.until(elsewhere.listener::hears);
        }
        System.getLogger(HotLicensesTest.class.getName())
                .log(System.Logger.Level.INFO, "Revoked here, refused elsewhere after " + Collections.max(delays));
        assertThat(delays).hasSize(30).allMatch(delay -> delay.compareTo(Duration.ofSeconds(1)) < 0);
    }

    /** As a program would find it: from memory if it is believed, else from the database. */
    private static boolean isRevokedElsewhere(UUID license) {
        HotLicense known = elsewhere.licenses.find(license);
        if (known == null) {
            elsewhere.licenses.load(room.acme.where(), license);
            known = elsewhere.licenses.find(license);
        }
        return known != null && known.license().state() == LicenseState.REVOKED;
    }

    @Test
    void withoutAListenerMemoryIsBelievedForAMoment() {
        HotLicenses deaf = new HotLicenses(otherDatabase, room.clock, System::nanoTime, readAt -> readAt, 1 << 20);
        deaf.load(room.acme.where(), id);
        assertThat(deaf.find(id)).isNotNull();

        Duration forgotten = Await.until(() -> deaf.find(id) == null);

        assertThat(forgotten).isLessThan(HotLicenses.BELIEVED.plusMillis(500));
    }

    @Test
    void whoeverReadsWhileItIsChangedKeepsNothingOld() throws Exception {
        try (ExecutorService clients = LicensingFixture.clients()) {
            for (int round = 0; round < 30; round++) {
                List<Future<?>> readers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    readers.add(clients.submit(() -> here.licenses.load(room.acme.where(), id)));
                }
                LicenseState now = round % 2 == 0 ? LicenseState.SUSPENDED : LicenseState.ACTIVE;
                if (round % 2 == 0) {
                    room.licenses.suspend(room.acme, id, "unpaid");
                } else {
                    room.licenses.reinstate(room.acme, id);
                }
                HotLicense known = here.licenses.find(id);
                assertThat(known == null || known.license().state() == now).isTrue();
                for (Future<?> reader : readers) {
                    reader.get();
                }
                known = here.licenses.find(id);
                assertThat(known == null || known.license().state() == now).isTrue();
            }
        }
    }

    @Test
    void memoryIsBounded() {
        HotLicenses small =
                new HotLicenses(otherDatabase, room.clock, System::nanoTime, here.listener::knownGood, 20_000);
        for (int i = 0; i < 20; i++) {
            small.load(room.acme.where(), room.license(Map.of()).license().id());
        }
        Await.until(() -> small.weight() <= 20_000);
        assertThat(small.count()).isLessThan(10);
    }

    @Test
    void aLicenseWithTooMuchOfSomethingIsLeftToTheDatabase() {
        write("insert into license_activations (id, tenant_id, license_id, fingerprint, components, activated_at,"
                + " refreshed_at) select gen_random_uuid(), :tenant, :id, 'm' || n, '{}', now(), now()"
                + " from generate_series(1, " + HotColumn.MOST + ") n");

        assertThat(here.loaded(id).isComplete()).isFalse();
    }

    private void arrange() {
        write("insert into license_activations (id, tenant_id, license_id, fingerprint, components, activated_at,"
                + " refreshed_at) values (gen_random_uuid(), :tenant, :id, 'machine', '{}', now(), now())");
        write("insert into license_leases (id, tenant_id, license_id, holder, fingerprint, components, overdrawn,"
                + " acquired_at, renewed_at, expires_at, held_until) values (gen_random_uuid(), :tenant, :id, 'h', 'm',"
                + " '{}', false, now(), now(), now(), now())");
        write("insert into license_meters (id, tenant_id, license_id, meter, starts_at, used, reserved, peak, warned,"
                + " updated_at) values (gen_random_uuid(), :tenant, :id, 'calls', now(), 1, 0, 1, 0, now())");
        write("insert into license_meter_reservations (id, tenant_id, license_id, meter_id, amount, state, expires_at)"
                + " select gen_random_uuid(), :tenant, :id, m.id, 1, 'HELD', now() from license_meters m"
                + " where m.license_id = :id");
        write("insert into access_rules (id, tenant_id, kind, subject, value, created_at, created_by)"
                + " values (gen_random_uuid(), :tenant, 'BLOCK', 'COUNTRY', 'XK', now(), gen_random_uuid())"
                + " on conflict do nothing");
    }

    private void write(String sql) {
        int written = room.database.inEnvironment(room.acme.where(), transaction -> transaction
                .createUpdate(sql)
                .bindMap(Map.<String, Object>of(
                        "id", id,
                        "tenant", room.acme.tenant(),
                        "product", issued.license().productId()))
                .execute());
        assertThat(written).as(sql).isGreaterThanOrEqualTo(sql.contains("on conflict") ? 0 : 1);
    }

    private static void endListeners() throws SQLException {
        try (Connection superuser = room.platform.testDatabase().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'marque-listener' and datname = current_database()");
        }
    }
}
