package dev.marque.licensing.license;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.FeatureGrant;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.product.Products;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** Issues licenses. Thread-safe. */
@Singleton
public class LicenseIssuing {

    private final Database database;
    private final Tenants tenants;
    private final Products products;
    private final Policies policies;
    private final KeyMint mint;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    LicenseIssuing(
            Database database,
            Tenants tenants,
            Products products,
            Policies policies,
            KeyMint mint,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.tenants = tenants;
        this.products = products;
        this.policies = policies;
        this.mint = mint;
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Issues a license under a policy, whose terms it takes along.
     *
     * @throws ProblemException INVALID_INPUT for a policy that is not there or an expiry out of range
     */
    public IssuedLicense issue(Actor actor, NewLicense input) {
        Policy policy = policyOf(actor, input);
        String productCode = products.get(actor, policy.productId()).code();
        ZoneId zone = tenants.zone(actor.tenant());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Terms terms = (input.maxActivations() == null
                        ? policy.terms()
                        : policy.terms().withMaxActivations(input.maxActivations()))
                .withRules(input.rules());
        Span span = Span.begin(terms, Expiry.of(input.expiresAt()), now, zone);
        UUID id = ids.next();
        String key = mint.mint(actor.tenant(), policy, productCode, id, now);
        SealedKey sealed = mint.seal(actor.tenant(), key);
        return database.inTenant(actor.tenant(), transaction -> {
            LicensingQuotas.LICENSES.claim(transaction);
            String number = LicenseNumbers.next(transaction, actor.tenant(), policy.productId(), productCode, now, zone)
                    .toString();
            License license = compose(
                    id, number, productCode, policy, terms, Assignment.by(transaction, actor), span, input, now);
            LicenseRows.insert(transaction, actor.tenant(), license, sealed);
            directory.add(transaction, actor.tenant(), Kind.LICENSE_KEY, sealed.hash(), id);
            changes.record(transaction, actor, Change.created("license", id, license));
            return new IssuedLicense(license, key);
        });
    }

    private Policy policyOf(Actor actor, NewLicense input) {
        try {
            return policies.get(actor, input.policyId());
        } catch (ProblemException missing) {
            throw ProblemException.invalid(FieldError.inBody("/policyId", "is no policy"));
        }
    }

    private static License compose(
            UUID id,
            String number,
            String productCode,
            Policy policy,
            Terms terms,
            Assignment assignment,
            Span span,
            NewLicense input,
            Instant now) {
        List<String> features = Objects.requireNonNullElse(input.features(), policy.features());
        return new License(
                id,
                number,
                LicenseState.ACTIVE,
                null,
                policy.productId(),
                productCode,
                policy.id(),
                policy.version(),
                input.name(),
                terms,
                input.overrides(),
                assignment,
                span.anchor(),
                span.count(),
                span.expiresAt(),
                features.stream()
                        .distinct()
                        .sorted()
                        .map(code -> new FeatureGrant(code, null))
                        .toList(),
                new TreeMap<>(Objects.requireNonNullElse(input.limits(), policy.limits())),
                new TreeMap<>(Objects.requireNonNullElse(input.metadata(), Map.of())),
                0,
                now,
                now,
                1);
    }
}
