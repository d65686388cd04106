package dev.marque.keygen.file;

import static dev.marque.licensing.LicensingPermissions.LICENSES_SHOW_KEY;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.machine.MachineFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.LicenseFile;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.ShownKeys;
import dev.marque.platform.signing.SigningKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checking out: licenses and machines as signed files, for times without a network. */
@Singleton
public class FileRoutes implements RouteSource {

    private final LicenseFinder licenses;
    private final MachineFinder machines;
    private final FileContent content;
    private final ShownKeys keys;
    private final SigningKeys signingKeys;
    private final Details details;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    FileRoutes(
            LicenseFinder licenses,
            MachineFinder machines,
            FileContent content,
            ShownKeys keys,
            SigningKeys signingKeys,
            Details details,
            SecureRandom random,
            InstantSource clock) {
        this.licenses = licenses;
        this.machines = machines;
        this.content = content;
        this.keys = keys;
        this.signingKeys = signingKeys;
        this.details = details;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        String license = "/licenses/{id}/actions/check-out";
        String machine = "/machines/{id}/actions/check-out";
        return List.of(
                Route.of("POST", license, call -> ofLicense(call, true), LICENSES_SHOW_KEY, LICENSING_USE),
                Route.of("GET", license, call -> ofLicense(call, false), LICENSES_SHOW_KEY, LICENSING_USE),
                Route.of("POST", machine, call -> ofMachine(call, true), LICENSES_SHOW_KEY, LICENSING_USE),
                Route.of("GET", machine, call -> ofMachine(call, false), LICENSES_SHOW_KEY, LICENSING_USE));
    }

    private Reply ofLicense(Call call, boolean post) {
        License license = licenses.find(call, call.path("id"));
        KnownLicense known = licenses.known(call.actor(), license);
        FileWish wish = FileWish.of(call, post, known.policy(), FileContent.OF_LICENSE);
        String key = keys.show(call.actor(), license.id(), "license.checked-out");
        Map<String, @Nullable Object> document = content.ofLicense(call, known, key, wish.include());
        Encoding encoding = wish.encrypt() ? Encoding.encryptedForLicense(key) : Encoding.plain();
        return written(call, post, wish, dev.marque.keys.file.Kind.LICENSE, document, encoding, license, null);
    }

    private Reply ofMachine(Call call, boolean post) {
        FoundMachine machine = machines.find(call, call.path("id"));
        License license = machine.license();
        KnownLicense known = licenses.known(call.actor(), license);
        FileWish wish = FileWish.of(call, post, known.policy(), FileContent.OF_MACHINE);
        String key = keys.show(call.actor(), license.id(), "license.checked-out");
        Map<String, @Nullable Object> document = content.ofMachine(call, machine, known, key, wish.include());
        Encoding encoding = wish.encrypt()
                ? Encoding.encryptedForMachine(
                        key, machine.activation().fingerprint().value())
                : Encoding.plain();
        return written(call, post, wish, dev.marque.keys.file.Kind.MACHINE, document, encoding, license, machine);
    }

    private Reply written(
            Call call,
            boolean post,
            FileWish wish,
            dev.marque.keys.file.Kind kind,
            Map<String, @Nullable Object> document,
            Encoding encoding,
            License license,
            @Nullable FoundMachine machine) {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String certificate = LicenseFile.encode(
                LicenseFile.payload(document, issued, wish.ttl()),
                kind,
                encoding,
                signingKeys.active(call.account(), wish.algorithm()),
                random);
        UUID subject = machine == null ? license.id() : machine.activation().id();
        details.say(
                LicenseFinder.installation(call.actor(), license),
                machine == null ? Kind.LICENSE : Kind.MACHINE,
                subject,
                Map.of("lastCheckOut", String.valueOf(Moments.text(issued))),
                "checked-out");
        return post
                ? Reply.of(view(call, wish, certificate, issued, license, machine))
                : Reply.file(certificate, subject + ".lic");
    }

    private static Map<String, @Nullable Object> view(
            Call call,
            FileWish wish,
            String certificate,
            Instant issued,
            License license,
            @Nullable FoundMachine machine) {
        Duration ttl = wish.ttl();
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("certificate", certificate);
        attributes.put("algorithm", wish.algorithmName());
        attributes.put("includes", List.copyOf(wish.include()));
        attributes.put("ttl", ttl == null ? null : ttl.toSeconds());
        attributes.put("expiry", ttl == null ? null : Moments.text(issued.plus(ttl)));
        attributes.put("issued", Moments.text(issued));
        String type = machine == null ? "license-files" : "machine-files";
        Resource file = new Resource(type, FileContent.idOf(certificate), call.links())
                .attributes(attributes)
                .relationship("environment", call.links().one("", "environments", null))
                .relationship("license", call.links().one("licenses/" + license.id(), "licenses", license.id()));
        if (machine != null) {
            UUID id = machine.activation().id();
            file.relationship("machine", call.links().one("machines/" + id, "machines", id));
        }
        return file.withoutLink();
    }
}
