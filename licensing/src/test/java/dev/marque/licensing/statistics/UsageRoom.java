package dev.marque.licensing.statistics;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.heartbeat.Use;
import dev.marque.licensing.statistics.Usage.Used;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statistics of a vendor in Berlin, and short ways to use a license. */
final class UsageRoom implements AutoCloseable {

    final LicensingFixture fixture = new LicensingFixture();
    final Usage usage = new Usage(fixture.database, fixture.clock);
    final TenantUsage tenantUsage = new TenantUsage(fixture.database, fixture.clock);
    final UsageRollUp rollUp = rollUp();

    /** That of another process. */
    UsageRollUp rollUp() {
        return new UsageRollUp(fixture.database, fixture.tenants, fixture.clock);
    }

    Actor license() {
        return license(Map.of());
    }

    Actor license(Map<String, ?> policy) {
        return fixture.installation(fixture.license(policy));
    }

    void activate(Actor license, String machine, String platform) {
        fixture.activations.activate(license, new Machine(Fingerprint.of(machine), null, null, platform));
    }

    void beat(
            Actor license, String machine, @Nullable String version, @Nullable String user, Map<String, Integer> uses) {
        fixture.heartbeats.beat(
                license,
                new MachineReference(null, Fingerprint.of(machine)),
                version == null ? null : Version.parse(version).orElseThrow(),
                new Use(user, uses));
    }

    void beat(Actor license, String machine, @Nullable String user) {
        beat(license, machine, null, user, Map.of());
    }

    void validate(Actor license, @Nullable String machine, String... features) {
        fixture.validations.validate(
                license,
                ValidationRequest.PLAIN
                        .from(machine == null ? null : Fingerprint.of(machine))
                        .wanting(Set.of(features)));
    }

    List<Used> hours(Actor license, String from, String to) {
        return series(license, Granularity.HOUR, from, to);
    }

    List<Used> days(Actor license, String from, String to) {
        return series(license, Granularity.DAY, from, to);
    }

    private List<Used> series(Actor license, Granularity granularity, String from, String to) {
        return usage.of(fixture.acme, license.id(), granularity, Instant.parse(from), Instant.parse(to));
    }

    void at(String time) {
        fixture.clock.set(Instant.parse(time));
    }

    void pass(Duration time) {
        fixture.clock.advance(time);
    }

    @Override
    public void close() {
        fixture.close();
    }
}
