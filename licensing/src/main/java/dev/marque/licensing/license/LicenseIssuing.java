package dev.marque.licensing.license;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.policy.KeyFormat;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.product.Products;
import dev.marque.licensing.trial.TrialRows;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

    /** What a license's key was made for; signing is done before any transaction. */
    private record Made(UUID id, String key, SealedKey sealed) {}

    /** All that the licenses of one order have in common. */
    private record Order(NewLicense input, Policy policy, String productCode, ZoneId zone, Terms terms, Instant now) {}

    /**
     * Issues a license under a policy, whose terms it takes along.
     *
     * @throws ProblemException INVALID_INPUT for a policy that is not there or an expiry out of range
     */
    public IssuedLicense issue(Actor actor, NewLicense input) {
        Order order = order(actor, input);
        Made made = make(actor, order);
        return database.inEnvironment(actor.where(), transaction -> insert(transaction, actor, order, made, null));
    }

    /**
     * {@link #issue(Actor, NewLicense)} with a key that was made elsewhere, so that customers go on with the one they have.
     * Under a policy whose keys are signed, the text is what the key carries.
     *
     * @param key 1 to 4,000 characters
     * @throws ProblemException INVALID_INPUT as for any license; ALREADY_EXISTS if a license of the tenant has the key
     */
    public IssuedLicense issueWithKey(Actor actor, NewLicense input, String key) {
        Order order = order(actor, input);
        String text = order.policy().keyFormat() == KeyFormat.SIGNED
                ? mint.sign(actor.tenant(), order.policy(), key.getBytes(StandardCharsets.UTF_8))
                : key;
        Made made = new Made(ids.next(), text, mint.seal(actor.tenant(), text));
        return database.inEnvironment(actor.where(), transaction -> {
            if (isTaken(transaction, made.sealed().hash())) {
                String detail = "is the key of another license";
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS, "The key " + detail, List.of(FieldError.inBody("/key", detail)));
            }
            return insert(transaction, actor, order, made, null);
        });
    }

    private static boolean isTaken(Handle transaction, byte[] hash) {
        return transaction
                .createQuery("""
                        select exists (select from licenses where key_hash = :hash)
                            or exists (select from license_former_keys where key_hash = :hash)
                        """)
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Issues the licenses of some places of a batch; places that are taken are shown with the license that has them. So a
     * batch that was interrupted is gone on with by asking again, and nothing is issued twice.
     *
     * @return in the order of their places
     * @throws ProblemException INVALID_INPUT as for one license, or if the batch has licenses of another policy
     */
    public List<IssuedLicense> issue(Actor actor, NewLicense input, BatchPlaces places) {
        Order order = order(actor, input);
        List<Made> made = places.stream().mapToObj(_ -> make(actor, order)).toList();
        return database.inEnvironment(actor.where(), transaction -> {
            BatchRows.lock(transaction, actor.tenant(), places.batch());
            Map<Integer, UUID> taken = BatchRows.taken(transaction, input.policyId(), places);
            List<IssuedLicense> licenses = new ArrayList<>();
            for (Made next : made) {
                int place = places.from() + licenses.size();
                UUID known = taken.get(place);
                licenses.add(
                        known == null
                                ? insert(transaction, actor, order, next, new BatchPlaces(places.batch(), place, 1))
                                : shown(transaction, actor, known));
            }
            return List.copyOf(licenses);
        });
    }

    private IssuedLicense shown(Handle transaction, Actor actor, UUID id) {
        String key = mint.open(actor.tenant(), BatchRows.key(transaction, id));
        changes.auditOnly(transaction, actor, Change.happened("license.key-shown", "license", id));
        return new IssuedLicense(LicenseRows.read(transaction, actor, id), key);
    }

    private Order order(Actor actor, NewLicense input) {
        Policy policy = policyOf(actor, input);
        String productCode = products.get(actor, policy.productId()).code();
        Terms terms = (input.maxActivations() == null
                        ? policy.terms()
                        : policy.terms().withMaxActivations(input.maxActivations()))
                .withRules(input.rules());
        if (input.email() != null && terms.rules().trial() == null) {
            throw ProblemException.invalid(FieldError.inBody("/email", "is for trials only"));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Order(input, policy, productCode, tenants.zone(actor.tenant()), terms, now);
    }

    private Made make(Actor actor, Order order) {
        UUID id = ids.next();
        String key = mint.mint(actor.tenant(), order.policy(), order.productCode(), id, order.now());
        return new Made(id, key, mint.seal(actor.tenant(), key));
    }

    private IssuedLicense insert(Handle transaction, Actor actor, Order order, Made made, @Nullable BatchPlaces place) {
        LicensingQuotas.LICENSES.claim(transaction);
        String number = LicenseNumbers.next(transaction, actor.tenant(), order.productCode(), order.now(), order.zone())
                .toString();
        License license = compose(made.id(), number, order, Assignment.by(transaction, actor));
        LicenseStore.insert(transaction, actor.tenant(), license, made.sealed());
        if (license.terms().rules().trial() != null) {
            String email = order.input().email();
            EmailAddress person = email == null ? null : EmailAddress.of(email);
            TrialRows.issued(transaction, actor.tenant(), license.productId(), license.id(), person);
        }
        if (place != null) {
            BatchRows.take(transaction, license.id(), place);
        }
        directory.add(
                transaction, actor.tenant(), Kind.LICENSE_KEY, made.sealed().hash(), license.id());
        changes.record(transaction, actor, Change.created("license", license.id(), license));
        return new IssuedLicense(license, made.key());
    }

    private Policy policyOf(Actor actor, NewLicense input) {
        try {
            return policies.get(actor, input.policyId());
        } catch (ProblemException missing) {
            throw ProblemException.invalid(FieldError.inBody("/policyId", "is no policy"));
        }
    }

    private static License compose(UUID id, String number, Order order, Assignment assignment) {
        NewLicense input = order.input();
        Policy policy = order.policy();
        Span span = Span.begin(order.terms(), Expiry.of("/expiresAt", input.expiresAt()), order.now(), order.zone());
        List<String> features = Objects.requireNonNullElse(input.features(), policy.features());
        GrantSource source = Overrides.sourceOfFeatures(input.overrides());
        return new License(
                id,
                number,
                LicenseState.ACTIVE,
                null,
                policy.productId(),
                order.productCode(),
                policy.id(),
                policy.version(),
                input.name(),
                order.terms(),
                input.overrides(),
                assignment,
                span.anchor(),
                span.count(),
                span.began(),
                span.expiresAt(),
                Maintenance.begin(order.terms(), order.now(), order.zone()),
                features.stream()
                        .distinct()
                        .sorted()
                        .map(code -> FeatureGrant.on(code, source, null))
                        .toList(),
                new TreeMap<>(Objects.requireNonNullElse(input.limits(), policy.limits())),
                new TreeMap<>(Objects.requireNonNullElse(input.metadata(), Map.of())),
                0,
                order.now(),
                order.now(),
                1);
    }
}
