package dev.marque.licensing.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.lease.Ask;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.statistics.TenantUsage.PolicyUsage;
import dev.marque.licensing.statistics.TenantUsage.UsedOn;
import dev.marque.licensing.statistics.Usage.Used;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.settings.SettingRegistry;
import dev.marque.platform.settings.TenantSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted, in which hour and day, and how long raw rows stay. */
class UsageTest {

    private final UsageRoom room = new UsageRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void anHourTellsMachinesVersionsPlatformsFeaturesUsersAndAnswers() {
        Actor license = room.license();
        room.activate(license, "m-1", "linux-x86_64");
        room.activate(license, "m-2", "windows-x86_64");
        room.beat(license, "m-1", "2.0", "ada", Map.of("export", 2, "print", 1));
        room.pass(Duration.ofMinutes(15));
        room.beat(license, "m-1", "2.1", "ada", Map.of("export", 3));
        room.beat(license, "m-2", "2.1", "bob", Map.of());
        room.validate(license, "m-2");
        room.validate(license, "m-2", "not-sold");
        room.beat(license, "unknown", "ada");

        Figures figures = new Figures(
                2,
                3,
                2,
                1,
                2,
                0,
                sorted(Map.of("2.0.0", 1L, "2.1.0", 2L)),
                sorted(Map.of("linux-x86_64", 1L, "windows-x86_64", 1L)),
                sorted(Map.of("export", 5L, "print", 1L)));
        Used live = room.hours(license, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z")
                .getFirst();
        assertThat(live.partial()).isTrue();
        assertThat(live.figures()).isEqualTo(figures);

        room.at("2026-11-22T14:00:00Z");
        assertThat(room.rollUp.run()).isGreaterThan(0);
        List<Used> hours = room.hours(license, "2026-11-22T12:00:00Z", "2026-11-22T14:00:00Z");
        assertThat(hours).extracting(Used::figures).containsExactly(figures, Figures.NONE);
        assertThat(hours).extracting(Used::partial).containsExactly(false, true);
        assertThat(stored("license_usage_stats")).isEqualTo(1);
        assertThat(room.rollUp.run()).isZero();
        assertThat(stored("license_usage_stats")).isEqualTo(1);
    }

    @Test
    void usersAreKeptAsHashesThatOtherVendorsDoNotShare() {
        Actor license = room.license();
        room.activate(license, "m-1", "linux");
        room.beat(license, "m-1", "ada@example.com");
        room.beat(license, "m-1", "ada@example.com");
        room.beat(license, "m-1", null);

        assertThat(room.fixture.texts("select distinct coalesce(encode(h.user_hash, 'hex'), 'none') = 'none' or"
                        + " h.user_hash = sha256(s.salt || 'ada@example.com')"
                        + " from license_heartbeats h, license_usage_salts s"))
                .containsExactly("t");
        assertThat(room.fixture.number("select count(distinct user_hash) from license_heartbeats"))
                .isEqualTo(1);
        assertThat(room.fixture.number(
                        "select count(*) from license_heartbeats where user_hash = sha256('ada@example.com')"))
                .isZero();
    }

    @Test
    void daysAreTheVendorsAndWhatCameInLateIsCountedInItsDay() {
        Actor license = room.license();
        room.activate(license, "m-1", "linux");
        room.at("2026-11-22T22:59:59Z");
        room.beat(license, "m-1", "ada");
        room.at("2026-11-22T23:00:00Z");
        room.beat(license, "m-1", "bob");
        room.at("2026-11-22T23:59:59Z");
        room.rollUp.run();
        room.at("2026-11-22T22:59:00Z");
        room.beat(license, "m-1", "cleo");
        room.at("2026-11-24T00:00:00Z");
        room.rollUp.run();

        List<Used> days = room.days(license, "2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z");

        assertThat(days)
                .extracting(used -> used.period().startsAt().toString())
                .containsExactly("2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z");
        assertThat(days).extracting(used -> used.figures().users()).containsExactly(2L, 1L, 0L);
        assertThat(days).extracting(Used::partial).containsExactly(false, false, true);
    }

    @Test
    void whenTheZoneChangesNoMomentIsInTwoDaysOrInNone() {
        Actor license = room.license();
        room.activate(license, "m-1", "linux");
        room.at("2026-11-23T00:00:00Z");
        room.rollUp.run();
        TenantSettings settings = new TenantSettings(
                room.fixture.database,
                new SettingRegistry(List.of(new PlatformSettings())),
                room.fixture.changes,
                room.fixture.json,
                room.fixture.clock,
                room.fixture.ids);
        settings.put(room.fixture.acme, "tenant.zone", TextNode.valueOf("Asia/Tokyo"), 0);
        room.at("2026-11-24T17:00:00Z");
        room.rollUp.run();

        List<Used> days = room.days(license, "2026-11-22T12:00:00Z", "2026-11-24T17:00:00Z");

        assertThat(days)
                .extracting(used -> used.period().startsAt().toString())
                .containsExactly(
                        "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T15:00:00Z", "2026-11-24T15:00:00Z");
        for (int i = 1; i < days.size(); i++) {
            assertThat(days.get(i).period().startsAt())
                    .isEqualTo(days.get(i - 1).period().endsAt());
        }
    }

    @Test
    void concurrencyIsTheMostSeatsHeldAtOnce() {
        Actor license = room.license(Map.of(
                "requiresActivation", false, "rules", Map.of("floating", Map.of("seats", 5, "timeToLive", "PT1H"))));
        Leases leases = new Leases(
                room.fixture.database, room.fixture.places, room.fixture.changes, room.fixture.clock, room.fixture.ids);
        UUID first = acquire(leases, license, "m-1");
        room.pass(Duration.ofMinutes(10));
        leases.release(license, first);
        acquire(leases, license, "m-2");
        acquire(leases, license, "m-3");
        room.pass(Duration.ofHours(5));

        assertThat(room.hours(license, "2026-11-22T12:00:00Z", "2026-11-22T15:00:00Z"))
                .extracting(used -> used.figures().concurrency())
                .containsExactly(2L, 2L, 0L);
    }

    @Test
    void aVendorSeesItsDayByPolicyAndCountsNobodyTwice() {
        Actor one = room.license();
        Actor other = room.license();
        for (Actor license : List.of(one, other)) {
            room.activate(license, "m-1", "linux");
            room.beat(license, "m-1", "ada");
        }
        room.at("2026-11-23T12:00:00Z");
        room.beat(one, "m-1", "bob");
        room.at("2026-11-24T00:00:00Z");
        room.rollUp.run();

        UsedOn last = room.tenantUsage.on(room.fixture.acme, null);
        UsedOn before = room.tenantUsage.on(room.fixture.acme, LocalDate.parse("2026-11-22"));

        assertThat(last.day()).isEqualTo("2026-11-23");
        assertThat(last.summedUp()).isTrue();
        assertThat(of(last, one)).returns(1L, PolicyUsage::dailyUsers).returns(2L, PolicyUsage::monthlyUsers);
        assertThat(of(last, other)).returns(0L, PolicyUsage::licenses).returns(1L, PolicyUsage::monthlyUsers);
        assertThat(together(last)).returns(1L, PolicyUsage::dailyUsers).returns(2L, PolicyUsage::monthlyUsers);
        assertThat(together(before)).returns(1L, PolicyUsage::dailyUsers).returns(1L, PolicyUsage::monthlyUsers);
        assertThat(of(before, other))
                .returns(1L, PolicyUsage::licenses)
                .returns(1L, PolicyUsage::installations)
                .returns(1L, PolicyUsage::heartbeats);
        assertThat(room.tenantUsage
                        .on(room.fixture.acme, LocalDate.parse("2026-11-24"))
                        .summedUp())
                .isFalse();
        assertThat(room.tenantUsage
                        .on(room.fixture.globex, LocalDate.parse("2026-11-22"))
                        .rows())
                .allMatch(row -> row.policyId() == null && row.monthlyUsers() == 0);
        assertThatThrownBy(() -> room.usage.of(
                        room.fixture.globex, one.id(), Granularity.DAY, Instant.EPOCH, room.fixture.clock.instant()))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void rawRowsStayUntilTheyAreSummedUpAndRollUpsStayAfterThem() throws SQLException {
        Actor license = room.license();
        room.activate(license, "m-1", "linux");
        room.beat(license, "m-1", "ada");
        // Ninety days would be 2,160 hours to sum up.
        owner("update partitioned_tables set retention = interval '1 day'");
        owner("insert into license_usage_users values ('%s', '%s', '2026-08-01', '\\x00')"
                .formatted(room.fixture.acme.tenant(), license.id()));
        room.at("2026-12-02T02:00:00Z");
        PartitionUpkeep partitions = new PartitionUpkeep(room.fixture.database, room.fixture.clock);
        partitions.run();
        assertThat(stored("license_heartbeats")).isEqualTo(1);

        room.rollUp.run();
        partitions.run();

        assertThat(stored("license_heartbeats")).isZero();
        assertThat(room.fixture.texts("select starts_at::date::text from license_usage_users"))
                .containsExactly("2026-11-21");
        assertThat(room.days(license, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z"))
                .singleElement()
                .returns(1L, used -> used.figures().users());
    }

    @Test
    void namesBeyondAHundredAreCountedTogether() {
        Actor license = room.license();
        room.activate(license, "m-1", "linux");
        for (int i = 0; i < 105; i++) {
            room.beat(license, "m-1", null, null, Map.of("feature-" + i, i < 5 ? 1 : 2));
        }

        Map<String, Long> features = room.hours(license, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z")
                .getFirst()
                .figures()
                .features();

        assertThat(features).hasSize(101).containsEntry("*", 5L).containsEntry("feature-7", 2L);
    }

    @Test
    void aLicensesSeriesIsReadByIndexes() throws SQLException {
        Actor license = room.license();
        String tenant = room.fixture.acme.tenant().toString();
        owner("""
                set session_replication_role = replica;
                insert into license_usage_periods
                    select '%1$s', 'HOUR', h, h + interval '1 hour', h
                    from generate_series(timestamptz '2026-08-01', '2026-11-01', interval '1 hour') h;
                insert into license_usage_stats
                    select '%1$s', l.id, 'HOUR', p.starts_at, 1, 1, 1, 0, 1, 0, '{}', '{}', '{}'
                    from license_usage_periods p cross join (
                        select gen_random_uuid() as id from generate_series(1, 30)
                        union all select '%2$s') l;
                analyze license_usage_periods, license_usage_stats;
                """.formatted(tenant, license.id()));

        List<String> plan = room.fixture.database.inEnvironment(room.fixture.acme.where(), transaction -> transaction
                .createQuery("explain " + Usage.KEPT)
                .bind("license", license.id())
                .bind("granularity", "HOUR")
                .bind("from", Instant.parse("2026-10-01T00:00:00Z"))
                .bind("to", Instant.parse("2026-10-02T00:00:00Z"))
                .mapTo(String.class)
                .list());

        assertThat(String.join("\n", plan))
                .contains("license_usage_periods_pkey", "license_usage_stats_pkey")
                .doesNotContain("Seq Scan");
    }

    private void owner(String statements) throws SQLException {
        try (Connection connection = room.fixture.platform.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static SortedMap<String, Long> sorted(Map<String, Long> counts) {
        return new TreeMap<>(counts);
    }

    private static UUID acquire(Leases leases, Actor license, String machine) {
        return Objects.requireNonNull(
                        leases.acquire(license, new Ask(new Holder(Fingerprint.of(machine), null, null), null, false))
                                .lease())
                .id();
    }

    private PolicyUsage of(UsedOn used, Actor license) {
        UUID policy = room.fixture.licenses.get(room.fixture.acme, license.id()).policyId();
        return used.rows().stream()
                .filter(row -> policy.equals(row.policyId()))
                .findFirst()
                .orElseThrow();
    }

    private static PolicyUsage together(UsedOn used) {
        return used.rows().stream()
                .filter(row -> row.policyId() == null)
                .findFirst()
                .orElseThrow();
    }

    private int stored(String table) {
        return room.fixture.number("select count(*) from " + table);
    }
}
