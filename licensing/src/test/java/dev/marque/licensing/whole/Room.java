package dev.marque.licensing.whole;

import dev.marque.licensing.grant.FeatureGrants;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.license.PolicyAdoptions;
import dev.marque.licensing.meter.MeterLocks;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.meter.Meters;
import dev.marque.licensing.meter.Reserving;
import dev.marque.licensing.release.Releases;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.licensing.user.SelfService;
import dev.marque.platform.testing.PlatformFixture;
import java.util.List;

/** All services of one process, with connections and a clock of its own. */
final class Room {

    final LicensingFixture fixture;
    final PolicyAdoptions adoptions;
    final Releases releases;
    final FeatureGrants grants;
    final Leases leases;
    final NamedUsers users;
    final SelfService self;
    final Metering metering;
    final Reserving reserving;
    final Meters meters;

    private Room(LicensingFixture fixture) {
        this.fixture = fixture;
        adoptions = new PolicyAdoptions(
                fixture.database, fixture.policies, fixture.tenants, fixture.changes, fixture.clock);
        releases = new Releases(fixture.database, fixture.changes, fixture.clock);
        grants = new FeatureGrants(fixture.database, fixture.changes, fixture.clock, fixture.ids);
        leases = new Leases(fixture.database, fixture.places, fixture.changes, fixture.clock, fixture.ids);
        users = new NamedUsers(fixture.database, fixture.changes, fixture.random, fixture.clock, fixture.ids);
        self = new SelfService(fixture.database, fixture.changes, fixture.clock, fixture.ids);
        MeterLocks locks = new MeterLocks(fixture.places, fixture.changes, fixture.clock, fixture.ids);
        metering = new Metering(fixture.database, locks);
        reserving = new Reserving(fixture.database, locks);
        meters = new Meters(fixture.database, locks, fixture.changes);
    }

    /** The first process, on a database of its own. */
    static Room first() {
        return new Room(new LicensingFixture());
    }

    /** Another process on the same database. */
    Room another() {
        return new Room(new LicensingFixture(
                PlatformFixture.migrated(fixture.platform.testDatabase(), List.of("platform", "licensing"))));
    }

    /** The first process takes the database along. */
    static void close(Room first, Room another) {
        another.fixture.database.close();
        first.fixture.close();
    }
}
