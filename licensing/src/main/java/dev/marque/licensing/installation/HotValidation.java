package dev.marque.licensing.installation;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.hot.HotKeys;
import dev.marque.licensing.hot.HotKeys.Presented;
import dev.marque.licensing.hot.HotKeys.Target;
import dev.marque.licensing.hot.HotLicense;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.hot.HotSituations;
import dev.marque.licensing.installation.Answers.LicenseFactsView;
import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.ValidationLog.Line;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.RateLimiter;
import dev.marque.platform.limits.http.CallCount;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenancy.TenantGate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers validations from memory, as {@link InstallationResource#validate} would from the database. It never waits and
 * never refuses a call: whom it cannot answer it leaves to the resource, whose rules are the only ones that say why not.
 *
 * <p>Thread-safe.
 */
public final class HotValidation {

    /** Signs of life and leases are known here a moment later than elsewhere: the database has the last word. */
    private static final Set<Code> ASKED_AGAIN =
            Set.of(Code.HEARTBEAT_NOT_STARTED, Code.HEARTBEAT_DEAD, Code.LEASE_REQUIRED);

    /**
     * A call.
     *
     * @param key the license key that was presented
     * @param address where it comes from
     * @param request as it is signed
     */
    public record Call(String key, String address, AnswerSignature.Request request, byte[] body) {}

    /** What can be done about a call. */
    public sealed interface Result {}

    /** It is answered. */
    public record Answered(byte[] body, Headers headers, dev.marque.platform.limits.Verdict limit, Line line)
            implements Result {}

    /** Not without the database. */
    public enum Unanswered implements Result {
        /** The license or the key to sign with is not in memory: {@link HotValidation#load} may help. */
        NOT_LOADED,
        /** Only the resource can. */
        LEFT_ALONE
    }

    private final HotKeys keys;
    private final HotLicenses licenses;
    private final SigningKeys signingKeys;
    private final RateLimiter limiter;
    private final Places places;
    private final ValidatedWriter writer;
    private final InstantSource clock;
    private final Ids ids;

    public HotValidation(
            HotKeys keys,
            HotLicenses licenses,
            SigningKeys signingKeys,
            RateLimiter limiter,
            Places places,
            ObjectMapper json,
            InstantSource clock,
            Ids ids) {
        this.keys = keys;
        this.licenses = licenses;
        this.signingKeys = signingKeys;
        this.limiter = limiter;
        this.places = places;
        this.writer = new ValidatedWriter(json);
        this.clock = clock;
        this.ids = ids;
    }

    /** Answers the call, counts it and signs the answer; who sends the answer logs its line. Never waits. */
    public Result answer(Call call) {
        Target target = keys.find(Presented.of(call.key()));
        HotLicense hot = target == null ? null : licenses.find(target.license());
        SigningKey signingKey = hot == null ? null : signingKeys.remembered(hot.tenant(), SignatureAlgorithm.ED25519);
        if (target == null || hot == null || signingKey == null) {
            return mayLoad(call) ? Unanswered.NOT_LOADED : Unanswered.LEFT_ALONE;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!hot.isComplete()
                || !hot.isOpenedBy(target.lookupHash(), now)
                || !TenantGate.passes(hot.standing(), Actor.Kind.LICENSE, LicensingPermissions.LICENSING_USE)
                || !places.atHand()) {
            return Unanswered.LEFT_ALONE;
        }
        Requests.Validate asked = ValidateReader.read(call.body());
        return asked == null ? Unanswered.LEFT_ALONE : answer(call, asked, hot, signingKey, now);
    }

    private Result answer(Call call, Requests.Validate asked, HotLicense hot, SigningKey signingKey, Instant now) {
        // Where it comes from is for access rules only.
        ValidationRequest request =
                hot.hasRules() ? asked.toRequest().at(places.ofInstallation(call.address())) : asked.toRequest();
        Verdict verdict = verdict(hot, request, asked, now);
        if (verdict == null) {
            return Unanswered.LEFT_ALONE;
        }
        dev.marque.platform.limits.Verdict limit = count(call, hot);
        if (limit == null) {
            return Unanswered.LEFT_ALONE;
        }
        License license = verdict.license();
        SerializedString licenseJson =
                hot.json().at(now, asked.user(), () -> writer.json(LicenseFactsView.of(license, now, asked.user())));
        byte[] body = writer.write(verdict, asked.nonce(), licenseJson);
        Signing.SIGNATURES.add(SignatureAlgorithm.ED25519);
        InstallationMeters.VALIDATIONS.add(verdict.outcome().code());
        return new Answered(
                body,
                AnswerSignature.sign(signingKey, call.request(), now, body),
                limit,
                line(call, asked, hot, request, verdict));
    }

    private @Nullable Verdict verdict(HotLicense hot, ValidationRequest request, Requests.Validate asked, Instant now) {
        Situation situation = HotSituations.of(hot, request, asked.leaseId(), now);
        if (situation == null) {
            // Perhaps what is known is behind: it is read again for the next who asks.
            licenses.drop(hot.license().id());
            return null;
        }
        LicenseFacts facts = situation.factsToValidate();
        Outcome outcome = Validation.decide(facts, request, now);
        if (ASKED_AGAIN.contains(outcome.code())) {
            licenses.drop(hot.license().id());
            return null;
        }
        if (outcome.valid() && hot.license().awaitsFirstUse()) {
            return null;
        }
        return Verdict.of(outcome, situation, facts, hot.license(), request, now);
    }

    /** The tightest of the caller's limits, or null if one of them does not admit the call; then none has counted it. */
    private dev.marque.platform.limits.@Nullable Verdict count(Call call, HotLicense hot) {
        String license = hot.license().id().toString();
        if (!limiter.wouldAdmit(Limit.ADDRESS, CallCount.subject(call.address()))) {
            return null;
        }
        dev.marque.platform.limits.Verdict ofLicense = limiter.take(Limit.LICENSE, license);
        if (!ofLicense.admitted()) {
            return null;
        }
        dev.marque.platform.limits.Verdict ofTenant =
                limiter.take(Limit.TENANT, hot.tenant().value().toString());
        if (!ofTenant.admitted()) {
            limiter.giveBack(Limit.LICENSE, license);
            return null;
        }
        return ofTenant.isTighterThan(ofLicense) ? ofTenant : ofLicense;
    }

    private Line line(Call call, Requests.Validate asked, HotLicense hot, ValidationRequest request, Verdict verdict) {
        return new Line(
                hot.where(),
                ids.next(),
                hot.license().id(),
                verdict.outcome() instanceof Outcome.Accepted accepted ? accepted.activationId() : null,
                verdict.outcome().code(),
                request.version() == null ? null : request.version().toString(),
                call.address(),
                asked.fingerprint() == null ? null : asked.fingerprint().value(),
                verdict.at());
    }

    /** Whoever guesses keys reads nothing here: the resource tells them to slow down. */
    private boolean mayLoad(Call call) {
        return limiter.wouldAdmit(Limit.ADDRESS, CallCount.subject(call.address()));
    }

    /** Reads what is missing to answer a call. Waits for the database. */
    public void load(Call call) {
        Presented presented = Presented.of(call.key());
        Target target = keys.find(presented);
        if (target == null) {
            target = keys.load(call.key()).orElse(null);
        }
        if (target != null) {
            if (!licenses.load(target.entry().where(), target.license())) {
                keys.forget(presented);
            }
            signingKeys.remember(target.entry().where(), SignatureAlgorithm.ED25519);
        }
    }
}
