package dev.marque.keygen.license;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Validations;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a license may be used, as Keygen's clients ask it. Our rules decide; this room adds what only it knows. Thread-safe. */
@Singleton
class Judging {

    /** A scope that nothing fits. */
    private static final UUID NOTHING = new UUID(0, 0);

    private static final int LONGEST_FINGERPRINT = 255;

    private final Validations validations;
    private final MachineSearch machines;
    private final OwnRules own;
    private final Owners owners;

    @Inject
    Judging(Validations validations, MachineSearch machines, OwnRules own, Owners owners) {
        this.validations = validations;
        this.machines = machines;
        this.own = own;
        this.owners = owners;
    }

    /** What came of it: the license as it is after that, and why. */
    record Judged(License license, Reason reason, Instant at) {}

    Judged judge(Actor caller, KnownLicense known, AskedScope scope) {
        License license = known.license();
        Actor installation = LicenseFinder.installation(caller, license);
        FoundMachine machine = machine(installation, license, scope).orElse(null);
        Optional<User> owner = scope.user() == null ? Optional.empty() : owners.of(installation, license);
        boolean ownerAsks = owner.filter(user -> isNamed(user, scope.user())).isPresent();
        List<Reason> refusing = own.refusing(installation, known, scope, machine);
        Optional<Reason> beyond = own.beyond(installation, known, machine);
        AtomicReference<Reason> chosen = new AtomicReference<>(Reason.VALID);
        ValidationRequest request = request(installation, license, scope, machine, ownerAsks);
        Verdict verdict = validations.judge(installation, request, (situation, reasons, now) -> {
            Reason first = first(
                            new Translation(situation, scope, known.floating(), ownerAsks),
                            situation,
                            reasons,
                            refusing)
                    .or(() -> beyond)
                    .orElseGet(() -> accepted(situation.license(), now));
            chosen.set(first);
            return first.valid()
                    ? new Outcome.Accepted(
                            first.ours(),
                            first.detail(),
                            machine == null ? null : machine.activation().id())
                    : new Outcome.Refused(first.ours(), first.detail());
        });
        return new Judged(verdict.license(), chosen.get(), verdict.at());
    }

    private static Optional<Reason> first(
            Translation translation, Situation situation, List<Outcome> ours, List<Reason> own) {
        List<Reason> refusals = new ArrayList<>(own);
        ours.stream()
                .filter(outcome -> !outcome.valid())
                .map(translation::of)
                .flatMap(Optional::stream)
                .forEach(refusals::add);
        boolean endRevokes =
                situation.license().terms().rules().whenExpired().strategy() == ExpirationStrategy.REVOKE_ACCESS;
        return refusals.stream().min(Reason.first(endRevokes));
    }

    private static Reason accepted(License license, Instant now) {
        return switch (license.status(now)) {
            case EXPIRED -> new Reason("EXPIRED", "is expired", true, dev.marque.keys.validation.Code.EXPIRED_ALLOWED);
            case IN_GRACE -> new Reason("VALID", "is valid", true, dev.marque.keys.validation.Code.IN_GRACE);
            default -> Reason.VALID;
        };
    }

    private Optional<FoundMachine> machine(Actor installation, License license, AskedScope scope) {
        UUID id = scope.machine() == null ? null : uuid(scope.machine());
        String value = scope.firstFingerprint();
        if (id == null && value == null) {
            return Optional.empty();
        }
        MachineSearch.Filter filter = new MachineSearch.Filter(id, id == null ? value : null, license.id(), null, null);
        return machines.list(installation, filter, PageRequest.first(1)).items().stream()
                .findFirst();
    }

    private ValidationRequest request(
            Actor installation, License license, AskedScope scope, @Nullable FoundMachine machine, boolean ownerAsks) {
        List<String> asked = scope.fingerprints();
        Set<String> fingerprints = asked == null ? Set.of() : Set.copyOf(asked);
        Scopes scopes = new Scopes(
                scope.policy() == null ? null : uuid(scope.policy()),
                scope.machine() == null ? null : uuid(scope.machine()),
                fingerprints,
                Map.of(),
                scope.checksum(),
                scope.environment());
        String product = scope.product() == null
                ? null
                : scope.product().equals(license.productId().toString()) ? license.productCode() : "";
        return ValidationRequest.PLAIN
                .from(fingerprint(scope, machine))
                .wanting(features(scope))
                .by(product, scope.version() == null ? null : version(scope.version()))
                .within(scopes)
                .named(ownerAsks ? null : email(installation, scope));
    }

    /** The machine as it is known, so that its components do not count; one that is not known as it calls itself. */
    private static @Nullable Fingerprint fingerprint(AskedScope scope, @Nullable FoundMachine machine) {
        if (machine != null) {
            return machine.activation().fingerprint();
        }
        String value = scope.firstFingerprint();
        return value != null && isPlain(value) ? Fingerprint.of(value) : null;
    }

    /** Whether it has the form of a fingerprint of ours: others nobody can have been activated under. */
    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST_FINGERPRINT
                && value.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static Set<String> features(AskedScope scope) {
        List<String> asked = scope.entitlements();
        return asked == null
                ? Set.of()
                : asked.stream().map(code -> code.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** A text that is no version is one that was never listed. */
    private static Version version(String text) {
        return Version.parse(text).orElseGet(() -> Version.parse("0").orElseThrow());
    }

    private @Nullable String email(Actor installation, AskedScope scope) {
        String user = scope.user();
        if (user == null) {
            return null;
        }
        return dev.marque.keygen.wire.Ids.parse(user)
                .flatMap(id -> owners.find(installation, id))
                .map(User::email)
                .orElse(user.contains("@") ? user : "nobody@invalid.invalid");
    }

    private static boolean isNamed(User user, @Nullable String asked) {
        return user.id().toString().equals(asked) || user.email().equalsIgnoreCase(asked);
    }

    private static UUID uuid(String text) {
        return dev.marque.keygen.wire.Ids.parse(text).orElse(NOTHING);
    }
}
