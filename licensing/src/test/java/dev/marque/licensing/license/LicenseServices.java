package dev.marque.licensing.license;

import dev.marque.licensing.testing.LicensingFixture;

/** Makes the services whose parts are nobody else's business. */
public final class LicenseServices {

    private LicenseServices() {}

    public static LicenseIssuing issuing(LicensingFixture room) {
        return new LicenseIssuing(
                room.database,
                room.tenants,
                room.products,
                room.policies,
                mint(room),
                room.directory,
                room.changes,
                room.clock,
                room.ids);
    }

    public static KeyReplacement keyReplacement(LicensingFixture room) {
        return new KeyReplacement(
                room.database, room.licenses, room.policies, mint(room), room.directory, room.changes, room.clock);
    }

    public static LicenseSplitting splitting(LicensingFixture room) {
        return new LicenseSplitting(
                room.database,
                room.tenants,
                room.licenses,
                room.policies,
                mint(room),
                room.directory,
                room.changes,
                room.clock,
                room.ids);
    }

    public static LicenseTransfer transfer(LicensingFixture room) {
        return new LicenseTransfer(
                room.database,
                room.tenants,
                room.licenses,
                room.policies,
                mint(room),
                room.directory,
                room.changes,
                room.clock);
    }

    public static ShownKeys shownKeys(LicensingFixture room) {
        return new ShownKeys(room.database, mint(room), room.changes);
    }

    public static LicenseCopies copies(LicensingFixture room) {
        return new LicenseCopies(
                room.database, room.products, room.policies, mint(room), room.directory, room.changes, room.clock);
    }

    public static LicensesByKey byKey(LicensingFixture room) {
        return new LicensesByKey(room.database, mint(room), room.clock);
    }

    private static KeyMint mint(LicensingFixture room) {
        return new KeyMint(room.signingKeys, room.box, room.random);
    }
}
