package dev.marque.keygen.catalog;

import dev.marque.kernel.time.Term;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.validation.CullStrategy;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.keys.validation.HeartbeatBasis;
import dev.marque.keys.validation.Scope;
import dev.marque.licensing.policy.AuthenticationRules;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.licensing.policy.ExpirationBasis;
import dev.marque.licensing.policy.ExpirationRules;
import dev.marque.licensing.policy.FingerprintRules;
import dev.marque.licensing.policy.HeartbeatRules;
import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.Overage;
import dev.marque.licensing.policy.OverageRules;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.ScopeRules;
import dev.marque.licensing.policy.TransferRules;
import dev.marque.licensing.policy.TransferStrategy;
import dev.marque.licensing.policy.Uniqueness;
import dev.marque.licensing.policy.UserRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keygen's strategies as our terms: each attribute that a policy has, read from what a caller sent. */
final class PolicyTerms {

    /** The meter that counts uses. */
    static final String USES = "uses";

    /** How many users a policy has that does not limit them: as many as we count to. */
    static final int ANY_USERS = 1_000_000;

    static final Words<MatchingStrategy> MATCHING = Words.same("machineMatchingStrategy", MatchingStrategy.class);
    static final Words<RenewalBasis> RENEWAL = Words.same("renewalBasis", RenewalBasis.class);
    static final Words<ExpirationStrategy> EXPIRATION = Words.same("expirationStrategy", ExpirationStrategy.class);
    static final Words<ExpirationBasis> BASIS = Words.same("expirationBasis", ExpirationBasis.class);
    static final Words<TransferStrategy> TRANSFER = Words.same("transferStrategy", TransferStrategy.class);
    static final Words<AuthenticationStrategy> AUTHENTICATION =
            Words.same("authenticationStrategy", AuthenticationStrategy.class);
    static final Words<CullStrategy> CULL = Words.same("heartbeatCullStrategy", CullStrategy.class);
    static final Words<HeartbeatBasis> HEARTBEAT_BASIS = Words.same("heartbeatBasis", HeartbeatBasis.class);
    static final Words<Uniqueness> UNIQUENESS = new Words<>(
            "machineUniquenessStrategy",
            Map.of(
                    "UNIQUE_PER_ACCOUNT", Uniqueness.PER_TENANT,
                    "UNIQUE_PER_PRODUCT", Uniqueness.PER_PRODUCT,
                    "UNIQUE_PER_POLICY", Uniqueness.PER_POLICY,
                    "UNIQUE_PER_LICENSE", Uniqueness.PER_LICENSE));
    static final Words<Overage> OVERAGE = new Words<>(
            "overageStrategy",
            Map.of(
                    "NO_OVERAGE", Overage.NONE,
                    "ALLOW_1_25X_OVERAGE", Overage.UP_TO_1_25X,
                    "ALLOW_1_5X_OVERAGE", Overage.UP_TO_1_5X,
                    "ALLOW_2X_OVERAGE", Overage.UP_TO_2X,
                    "ALWAYS_ALLOW_OVERAGE", Overage.ALWAYS));

    /** What a policy may want to be told, by the attribute that says so. */
    static final Map<String, Scope> SCOPES = Map.of(
            "requireProductScope", Scope.PRODUCT,
            "requirePolicyScope", Scope.POLICY,
            "requireMachineScope", Scope.MACHINE,
            "requireFingerprintScope", Scope.FINGERPRINT,
            "requireComponentsScope", Scope.COMPONENTS,
            "requireChecksumScope", Scope.CHECKSUM,
            "requireVersionScope", Scope.VERSION);

    private static final Duration HEARTBEAT = Duration.ofMinutes(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private final Fields attributes;

    PolicyTerms(Fields attributes) {
        this.attributes = attributes;
    }

    @Nullable Term duration() {
        return attributes
                .number("duration")
                .map(seconds -> {
                    if (seconds < 1 || seconds > Duration.ofDays(366_000).toSeconds()) {
                        throw invalid("duration", "must be greater than 0 and at most 1000 years");
                    }
                    return Term.of(Duration.ofSeconds(seconds));
                })
                .orElse(null);
    }

    /** How many; null for any number. */
    @Nullable Integer most(String name) {
        return attributes
                .number(name)
                .map(number -> {
                    if (number < 1 || number > ANY_USERS) {
                        throw invalid(name, "must be greater than or equal to 1 and at most " + ANY_USERS);
                    }
                    return number.intValue();
                })
                .orElse(null);
    }

    Duration heartbeat() {
        return attributes
                .number("heartbeatDuration")
                .map(seconds -> {
                    if (seconds < 60 || seconds > Duration.ofDays(366).toSeconds()) {
                        throw invalid("heartbeatDuration", "must be greater than or equal to 60 and at most 366 days");
                    }
                    return Duration.ofSeconds(seconds);
                })
                .orElse(HEARTBEAT);
    }

    Duration heartbeatInterval() {
        return heartbeat().compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : heartbeat();
    }

    Rules rules() {
        return new Rules(
                new ExpirationRules(
                        BASIS.in(attributes).orElse(ExpirationBasis.FROM_CREATION),
                        EXPIRATION.in(attributes).orElse(ExpirationStrategy.RESTRICT_ACCESS)),
                new OverageRules(OVERAGE.in(attributes).orElse(Overage.NONE), 0),
                null,
                null,
                meters(),
                null,
                null,
                new ScopeRules(scopes()),
                new FingerprintRules(
                        null, null, null, null, UNIQUENESS.in(attributes).orElse(Uniqueness.PER_LICENSE)),
                heartbeatRules(),
                users(),
                null,
                null,
                new TransferRules(
                        true, TRANSFER.in(attributes).orElse(TransferStrategy.KEEP_EXPIRY), false, false, false, false),
                null,
                null,
                new AuthenticationRules(AUTHENTICATION.in(attributes).orElse(AuthenticationStrategy.TOKEN), null),
                null);
    }

    /** The subjects that were spoken of; the others stay as they are. */
    Rules spokenOf(Set<String> sent, Rules before) {
        Rules all = rules();
        Map<String, MeterRule> meters = new HashMap<>(before.metered());
        meters.putAll(meters());
        return new Rules(
                any(sent, "expirationStrategy", "expirationBasis") ? all.expiration() : null,
                any(sent, "overageStrategy") ? all.overage() : null,
                null,
                null,
                any(sent, "maxUses", "overageStrategy") ? meters : null,
                null,
                null,
                sent.stream().anyMatch(SCOPES::containsKey) ? all.scopes() : null,
                any(sent, "machineUniquenessStrategy") ? all.fingerprints() : null,
                sent.stream().anyMatch(name -> name.equals("requireHeartbeat") || name.startsWith("heartbeat"))
                        ? all.heartbeat()
                        : null,
                any(sent, "maxUsers", "requireUserScope") ? all.users() : null,
                null,
                null,
                any(sent, "transferStrategy") ? all.transfer() : null,
                null,
                null,
                any(sent, "authenticationStrategy") ? all.authentication() : null,
                null);
    }

    private static boolean any(Set<String> sent, String... names) {
        return java.util.Arrays.stream(names).anyMatch(sent::contains);
    }

    private HeartbeatRules heartbeatRules() {
        boolean required = attributes.flag("requireHeartbeat").orElse(false);
        HeartbeatBasis basis = required ? HeartbeatBasis.FROM_CREATION : HeartbeatBasis.FROM_FIRST_PING;
        return new HeartbeatRules(
                required,
                HEARTBEAT_BASIS.in(attributes).orElse(basis),
                heartbeat(),
                CULL.in(attributes).orElse(CullStrategy.DEACTIVATE_DEAD),
                Revival.in(attributes));
    }

    private UserRules users() {
        Integer seats = most("maxUsers");
        return new UserRules(
                seats == null ? ANY_USERS : seats,
                attributes.flag("requireUserScope").orElse(false),
                null,
                null,
                null,
                null);
    }

    private Map<String, MeterRule> meters() {
        Map<String, MeterRule> meters = new HashMap<>();
        meters.put(USES, uses(attributes, OVERAGE.in(attributes).orElse(Overage.NONE)));
        return meters;
    }

    static MeterRule uses(Fields attributes, Overage overage) {
        Long limit = attributes.number("maxUses").orElse(null);
        if (limit != null && (limit < 0 || limit > MeterRule.MAX)) {
            throw Failure.unprocessable(
                    attributes.at("maxUses"), "MAX_USES_INVALID", "must be greater than or equal to 0");
        }
        return new MeterRule(MeterKind.TOTAL, limit, null, overage, null, null, null, null);
    }

    private Set<Scope> scopes() {
        Set<Scope> wanted = new TreeSet<>();
        SCOPES.forEach((name, scope) -> {
            if (attributes.flag(name).orElse(false)) {
                wanted.add(scope);
            }
        });
        return wanted;
    }

    private Failure invalid(String name, String detail) {
        return Failure.unprocessable(attributes.at(name), Failure.code(name, "INVALID"), detail);
    }
}
