package dev.marque.licensing.meter;

import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meters of one process, and licenses that have one. */
final class MeterFixture {

    static final String METER = "m";

    final LicensingFixture room;
    final MeterLocks locks;
    final Metering metering;
    final Reserving reserving;
    final Meters meters;

    MeterFixture(LicensingFixture room) {
        this(room, room.database);
    }

    /** Another process on the same database. */
    MeterFixture(LicensingFixture room, Database database) {
        this.room = room;
        this.locks = new MeterLocks(room.places, room.changes, room.clock, room.ids);
        this.metering = new Metering(database, locks);
        this.reserving = new Reserving(database, locks);
        this.meters = new Meters(database, locks, room.changes);
    }

    /** A license that has a meter under this rule. */
    IssuedLicense licensed(Map<String, ?> rule) {
        return licensed(rule, Map.of());
    }

    IssuedLicense licensed(Map<String, ?> rule, Map<String, ?> policy) {
        Map<String, Object> fields = new HashMap<>(policy);
        fields.put("requiresActivation", false);
        fields.put("rules", Map.of("meters", Map.of(METER, rule)));
        return room.license(fields);
    }

    Actor installation(Map<String, ?> rule) {
        return room.installation(licensed(rule));
    }

    Metered consume(Actor installation, long amount) {
        return metering.consume(installation, ask(amount));
    }

    Metered consume(Actor installation, long amount, @Nullable String requestId) {
        return metering.consume(installation, new Ask(METER, amount, null, requestId));
    }

    Metered admit(Actor installation, String member) {
        return metering.consume(installation, new Ask(METER, 1, member, null));
    }

    Metered report(Actor installation, String machine, long amount) {
        return metering.report(installation, new Ask(METER, amount, machine, null));
    }

    Metered reserve(Actor installation, long amount, Duration ttl) {
        return reserving.reserve(installation, ask(amount), ttl);
    }

    static Ask ask(long amount) {
        return new Ask(METER, amount, null, null);
    }
}
