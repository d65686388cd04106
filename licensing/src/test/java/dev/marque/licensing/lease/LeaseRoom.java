package dev.marque.licensing.lease;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services of leases on a database of their own, and short ways to what their tests need. */
final class LeaseRoom implements AutoCloseable {

    final LicensingFixture fixture = new LicensingFixture();
    final Leases leases = new Leases(fixture.database, fixture.places, fixture.changes, fixture.clock, fixture.ids);
    final Queue queue = new Queue(fixture.database, fixture.clock);
    final HeldLeases held = new HeldLeases(fixture.database, fixture.changes, fixture.clock);
    final LeaseUpkeep upkeep = new LeaseUpkeep(fixture.database, fixture.tenants, fixture.changes, fixture.clock);

    /** A floating license with those rules, which needs no activation. */
    Actor license(Map<String, ?> floating) {
        return fixture.installation(
                fixture.license(Map.of("requiresActivation", false, "rules", Map.of("floating", floating))));
    }

    static Holder machine(String name) {
        return new Holder(Fingerprint.of(name), null, null);
    }

    Leased acquire(Actor installation, String machine) {
        return acquire(installation, machine, null, false);
    }

    Leased acquire(Actor installation, String machine, @Nullable String group, boolean queued) {
        return leases.acquire(installation, new Ask(machine(machine), group, queued));
    }

    /** Waits in the queue if there is no seat; returns the code and the position. */
    String queueUp(Actor installation, String machine) {
        return told(acquire(installation, machine, null, true));
    }

    String askAfter(Actor installation, String machine) {
        return told(queue.askAfter(installation, machine(machine)));
    }

    static String told(Leased leased) {
        Position position = leased.position();
        return leased.code() + (position == null ? "" : " " + position.number());
    }

    Lease granted(Actor installation, String machine) {
        return lease(acquire(installation, machine));
    }

    static Lease lease(Leased leased) {
        return Objects.requireNonNull(leased.lease(), leased::detail);
    }

    Code validate(Actor installation, @Nullable UUID lease) {
        ValidationRequest request = ValidationRequest.PLAIN;
        return fixture.validations
                .validate(installation, request, lease)
                .outcome()
                .code();
    }

    List<String> actions(UUID lease) {
        return fixture.texts("select action from audit_logs where record_id = '" + lease + "' order by id");
    }

    void pass(Duration time) {
        fixture.clock.advance(time);
    }

    void noonAgain() {
        fixture.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Override
    public void close() {
        fixture.close();
    }
}
