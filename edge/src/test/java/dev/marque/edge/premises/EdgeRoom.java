package dev.marque.edge.premises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.edge.EdgeSettings;
import dev.marque.edge.Sharing;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.json.Json;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.lease.Ask;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.LeaseHistory;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.license.LicenseServices;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.testing.PlatformFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vendor and a customer, each with a database of its own, and the files that go between them. */
public final class EdgeRoom implements AutoCloseable {

    public final LicensingFixture vendor = new LicensingFixture(PlatformFixture.of("platform", "licensing", "edge"));
    public final LicensingFixture customer = new LicensingFixture(PlatformFixture.of("platform", "licensing", "edge"));
    public final LeaseHistory history = new LeaseHistory(customer.database);
    private final Path folder = newFolder();

    public EdgeRoom() {
        trustTheVendor();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("edge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keys(LicensingFixture of) {
        VerificationKey key = of.signingKeys
                .active(of.acme.tenant(), SignatureAlgorithm.ED25519)
                .verificationKey();
        return Json.write(Map.of("keys", List.of(Jwk.of(key))));
    }

    public void trustAnotherVendor() {
        write("vendor-keys.json", keys(customer));
    }

    public void trustTheVendor() {
        write("vendor-keys.json", keys(vendor));
    }

    /** A floating license of the vendor's, of which a file may be used offline for ten days, and three more with a warning. */
    public IssuedLicense license(Map<String, ?> floating) {
        return vendor.license(Map.of(
                "term",
                "P1Y",
                "features",
                List.of("export"),
                "requiresActivation",
                false,
                "rules",
                Map.of("floating", floating, "offline", Map.of("longest", "P10D", "grace", "P3D"))));
    }

    /** Another number of seats for a license. */
    void sellSeats(IssuedLicense license, int seats) {
        vendor.licenses.update(
                vendor.acme,
                license.license().id(),
                vendor.json.convertValue(
                        Map.of("rules", Map.of("floating", Map.of("seats", seats))), LicenseEdit.class),
                ExpectedVersion.ANY);
    }

    EdgeSettings settings(@Nullable String key, Sharing sharing) {
        return new EdgeSettings(
                Optional.ofNullable(key),
                folder.resolve("edge.lic"),
                folder.resolve("vendor-keys.json"),
                folder.resolve("edge-identity.json"),
                Optional.empty(),
                Duration.ofHours(1),
                sharing);
    }

    /** The server at the customer, as it starts. */
    public Edge start(@Nullable String key, Sharing sharing) {
        Edge edge = new Edge(
                files(key, sharing),
                LicenseServices.copies(customer),
                customer.database,
                Actor.system(customer.acme.tenant(), "edge server"),
                customer.clock);
        edge.refresh();
        return edge;
    }

    EdgeFiles files(@Nullable String key, Sharing sharing) {
        VerificationKey own = customer.signingKeys
                .active(customer.acme.tenant(), SignatureAlgorithm.ED25519)
                .verificationKey();
        return new EdgeFiles(settings(key, sharing), own);
    }

    public String fingerprint() {
        return files(null, Sharing.AS_SOLD).fingerprint();
    }

    /** The vendor's answer to the request of a server with that fingerprint. */
    public String answer(IssuedLicense license, String fingerprint, boolean encrypt) {
        ActivationRequest request = ActivationRequest.of(
                Fingerprint.of(fingerprint), "edge", null, null, vendor.clock.instant(), vendor.random);
        CheckedOut file = vendor.offline
                .activate(
                        vendor.acme,
                        request.write(license.key()),
                        new FileOrder(encrypt, null, null, SignatureAlgorithm.ED25519))
                .file();
        assertThat(file).isNotNull();
        return file == null ? "" : file.certificate();
    }

    public void install(String file) {
        write("edge.lic", file);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program at the customer, by the key that it would have for the vendor's server. */
    public Actor program(IssuedLicense license) {
        return customer.authenticator
                .authenticate(new Credential("license", license.key()), customer.acme.origin())
                .orElseThrow();
    }

    public Leases leases(Edge edge) {
        return new Leases(customer.database, customer.places, edge, customer.changes, customer.clock, customer.ids);
    }

    public Leased acquire(Edge edge, IssuedLicense license, String machine) {
        return acquire(edge, license, machine, null);
    }

    public Leased acquire(Edge edge, IssuedLicense license, String machine, @Nullable String group) {
        return leases(edge)
                .acquire(program(license), new Ask(new Holder(Fingerprint.of(machine), null, null), group, false));
    }

    public static UUID id(Leased leased) {
        var lease = leased.lease();
        assertThat(lease).as(leased.detail()).isNotNull();
        return lease == null ? new UUID(0, 0) : lease.id();
    }

    public void pass(Duration time) {
        vendor.clock.advance(time);
        customer.clock.advance(time);
    }

    /** An hour after all that has happened: the server at the customer remembers how late it was. */
    void later() {
        Instant vendors = vendor.clock.instant();
        Instant customers = customer.clock.instant();
        Instant now = (vendors.isAfter(customers) ? vendors : customers).plus(Duration.ofHours(1));
        vendor.clock.set(now);
        customer.clock.set(now);
    }

    public void noonAgain() {
        vendor.clock.set(Instant.parse(LicensingFixture.NOON));
        customer.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Override
    public void close() {
        vendor.close();
        customer.close();
    }
}
