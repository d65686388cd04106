package dev.marque.licensing.license;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.KeyFormat;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.product.Products;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.licensing.rows.Lifetimes;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps licenses that another server issued, so that installations use them here as they would there. They are not
 * counted against quotas, need no activation and have no limit of machines: their seats are what limits them. Thread-safe.
 */
@Singleton
public class LicenseCopies {

    private static final Duration HEARTBEAT = Duration.ofMinutes(15);
    private static final Duration TOKEN = Duration.ofDays(30);

    private final Database database;
    private final Products products;
    private final Policies policies;
    private final KeyMint mint;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    LicenseCopies(
            Database database,
            Products products,
            Policies policies,
            KeyMint mint,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock) {
        this.database = database;
        this.products = products;
        this.policies = policies;
        this.mint = mint;
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
    }

    /** Makes the license here be as the copy says, whether it was here before or not. Another key replaces the former one. */
    public License keep(Actor actor, LicenseCopy copy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SealedKey key = mint.seal(actor.tenant(), copy.key());
        return database.inEnvironment(actor.where(), transaction -> {
            products.keepCopy(transaction, actor, copy.productId(), copy.productCode());
            policies.keepCopy(transaction, actor, policy(copy, terms(copy, now), now));
            if (!isKnown(transaction, copy.id())) {
                return add(transaction, actor, copy, key, now);
            }
            License before = LicenseRows.readLocked(transaction, actor, copy.id());
            if (!sameKey(transaction, copy.id(), key)) {
                new KeyRows(directory).replace(transaction, actor.tenant(), copy.id(), key, now, now);
            }
            License after = license(copy, before.createdAt(), now, before.version() + 1);
            LicenseStore.update(transaction, after);
            LicenseStore.replaceGrants(transaction, actor.tenant(), after);
            Words.keep(transaction, before, after);
            changes.record(transaction, actor, Change.of("license.updated", "license", copy.id(), before, after));
            return after;
        });
    }

    private License add(Handle transaction, Actor actor, LicenseCopy copy, SealedKey key, Instant now) {
        License license = license(copy, now, now, 1);
        LicenseStore.insert(transaction, actor.tenant(), license, key);
        directory.add(transaction, actor.tenant(), Kind.LICENSE_KEY, key.hash(), copy.id());
        changes.record(transaction, actor, Change.created("license", copy.id(), license));
        return license;
    }

    private static boolean isKnown(Handle transaction, UUID id) {
        return transaction
                .createQuery("select exists (select from licenses where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean sameKey(Handle transaction, UUID id, SealedKey key) {
        return transaction
                .createQuery("select key_hash = :hash from licenses where id = :id")
                .bind("id", id)
                .bind("hash", key.hash())
                .mapTo(Boolean.class)
                .one();
    }

    private static Policy policy(LicenseCopy copy, Terms terms, Instant now) {
        return new Policy(
                copy.policyId(),
                copy.productId(),
                "As the license file says",
                terms,
                KeyFormat.RANDOM,
                null,
                copy.productCode(),
                List.of(),
                copy.limits(),
                now,
                now,
                1);
    }

    private static License license(LicenseCopy copy, Instant created, Instant now, int version) {
        return new License(
                copy.id(),
                copy.number(),
                copy.suspended() ? LicenseState.SUSPENDED : LicenseState.ACTIVE,
                null,
                copy.productId(),
                copy.productCode(),
                copy.policyId(),
                null,
                copy.name(),
                terms(copy, created),
                Set.of(),
                new Assignment(null, null, null, null),
                created,
                0,
                null,
                copy.expiresAt(),
                null,
                copy.features().stream().filter(LicenseCopies::isPlain).toList(),
                copy.limits(),
                copy.metadata(),
                0,
                created,
                now,
                version);
    }

    private static Terms terms(LicenseCopy copy, Instant created) {
        Map<String, Object> features = new HashMap<>();
        for (FeatureGrant feature : copy.features()) {
            if (!isPlain(feature)) {
                features.put(feature.code(), rule(feature, created));
            }
        }
        Map<String, Object> rules = Map.of(
                "floating", copy.floating(),
                "features", features,
                "expiration", Map.of("strategy", copy.whenExpired().name()));
        return new Terms(
                null,
                copy.grace(),
                null,
                false,
                MatchingStrategy.MATCH_MOST,
                RenewalBasis.FROM_EXPIRY,
                HEARTBEAT,
                TOKEN,
                JsonColumns.read(JsonColumns.tree(rules), Rules.class));
    }

    /** Rules count from when a license was issued. */
    private static Map<String, @Nullable Object> rule(FeatureGrant feature, Instant created) {
        Map<String, @Nullable Object> rule = new HashMap<>();
        rule.put("value", feature.value().json());
        Optional.ofNullable(feature.expiresAt())
                .ifPresent(end -> rule.put("lasts", Lifetimes.text(Duration.between(created, end))));
        return rule;
    }

    /** What is just on has a place of its own in a license, with its end. */
    private static boolean isPlain(FeatureGrant feature) {
        return feature.value().equals(FeatureValue.ON);
    }
}
