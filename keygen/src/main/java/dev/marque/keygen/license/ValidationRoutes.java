package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.license.Judging.Judged;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Moments;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.limits.http.CallCount;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.tenancy.TenantGate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a license may be used: by id, by key, or quickly. */
@Singleton
public class ValidationRoutes implements RouteSource {

    private final LicenseFinder finder;
    private final LicenseViews views;
    private final Judging judging;
    private final CredentialDirectory directory;
    private final TenantGate gate;
    private final AbuseWatch abuse;
    private final CallCount count;
    private final InstantSource clock;

    @Inject
    ValidationRoutes(
            LicenseFinder finder,
            LicenseViews views,
            Judging judging,
            CredentialDirectory directory,
            TenantGate gate,
            AbuseWatch abuse,
            CallCount count,
            InstantSource clock) {
        this.finder = finder;
        this.views = views;
        this.judging = judging;
        this.directory = directory;
        this.gate = gate;
        this.abuse = abuse;
        this.count = count;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/licenses/{id}/actions/validate", this::byId, LICENSES_READ, LICENSING_USE),
                Route.of("GET", "/licenses/{id}/actions/validate", this::quickly, LICENSES_READ, LICENSING_USE),
                Route.open("POST", "/licenses/actions/validate-key", this::byKey, LICENSES_READ, LICENSING_USE));
    }

    private Reply byId(Call call) {
        License license = finder.find(call, call.path("id"));
        Fields meta = call.body().meta().only(Set.of("nonce", "scope"));
        return answer(call, license, meta, AskedScope.in(meta));
    }

    private Reply quickly(Call call) {
        License license = finder.find(call, call.path("id"));
        return answer(call, license, new Fields("/meta", Map.of()), AskedScope.QUICK);
    }

    private Reply answer(Call call, License license, Fields meta, AskedScope scope) {
        Optional<Long> nonce = meta.number("nonce");
        KnownLicense known = finder.known(call.actor(), license);
        Judged judged = judging.judge(call.actor(), known, scope);
        KnownLicense after = new KnownLicense(judged.license(), known.policy(), known.said(), known.policySaid());
        return Reply.of(
                views.judged(call.links(), call.actor(), after, views.key(call, license)),
                meta(judged.reason(), judged.at(), nonce, scope));
    }

    /** Whoever has a key may ask about it: the key is the credential. */
    private Reply byKey(Call call) {
        Fields meta = call.body().needMeta().only(Set.of("key", "legacyEncrypted", "encrypted", "nonce", "scope"));
        String key = meta.needText("key");
        Optional<Long> nonce = meta.number("nonce");
        AskedScope scope = AskedScope.in(meta);
        // Whoever reads licenses learns nothing by guessing, and may ask for many customers.
        boolean guesses = call.caller().isEmpty() || call.byLicense();
        if (guesses) {
            count.beforeGuess(call.caller(), call.origin());
        }
        Optional<Actor> holder = holder(call, key);
        Optional<License> found = holder.flatMap(actor -> finder.get(actor, actor.id()));
        if (found.isEmpty()) {
            abuse.refused(Abuse.KEY_GUESSING, call.origin().address());
            if (guesses) {
                count.guessedWrong(call.caller(), call.origin());
            }
            Reason none = Reason.refused("NOT_FOUND", "does not exist", dev.marque.keys.validation.Code.REVOKED);
            return Reply.of(null, meta(none, clock.instant(), nonce, scope));
        }
        count.guessedRight(call.caller(), call.origin(), holder.get());
        KnownLicense known = finder.known(holder.get(), found.get());
        Judged judged = judging.judge(holder.get(), known, scope);
        KnownLicense after = new KnownLicense(judged.license(), known.policy(), known.said(), known.policySaid());
        return Reply.of(
                views.judged(call.links(), holder.get(), after, key), meta(judged.reason(), judged.at(), nonce, scope));
    }

    /** The license of a key, as the one who asks, if it is of the account and within the caller's reach. */
    private Optional<Actor> holder(Call call, String key) {
        Optional<Entry> entry = directory.find(Kind.LICENSE_KEY, LicenseKeys.lookupHash(key)).stream()
                .filter(found -> found.tenantId().equals(call.account()))
                .findFirst();
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Actor license = new Actor(
                        call.account(),
                        Actor.Kind.LICENSE,
                        entry.get().subjectId(),
                        "license key",
                        Set.of(LICENSING_USE),
                        RecordScope.own(entry.get().subjectId()),
                        call.origin())
                .in(entry.get().environment());
        gate.check(license, LICENSING_USE);
        boolean reached = call.caller().isEmpty()
                || (finder.get(call.actor(), license.id()).isPresent()
                        && call.actor().environment().equals(license.environment()));
        return reached ? Optional.of(license) : Optional.empty();
    }

    private static Map<String, @Nullable Object> meta(
            Reason reason, Instant at, Optional<Long> nonce, AskedScope scope) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("ts", Moments.text(at));
        meta.put("valid", reason.valid());
        meta.put("detail", reason.detail());
        meta.put("code", reason.code());
        meta.put("constant", reason.code());
        nonce.ifPresent(number -> meta.put("nonce", number));
        if (scope.sent() != null) {
            meta.put("scope", scope.sent());
        }
        return meta;
    }
}
