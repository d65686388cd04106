package dev.marque.keygen.catalog;

import dev.marque.kernel.time.Term;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.validation.Scope;
import dev.marque.licensing.policy.KeyFormat;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.policy.UserRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as Keygen shows it. */
public final class PolicyView {

    private static final long YEAR_SECONDS = 31_556_952;
    private static final long MONTH_SECONDS = YEAR_SECONDS / 12;

    private PolicyView() {}

    /** The resource object. */
    public static Map<String, @Nullable Object> of(Policy policy, Detail detail, Links links) {
        return new Resource("policies", policy.id(), links)
                .attributes(attributes(policy, detail))
                .attribute("metadata", detail.metadata())
                .attribute("created", Moments.text(policy.createdAt()))
                .attribute("updated", Moments.text(policy.updatedAt()))
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", policy.productId())
                .relationship("pool", links.many("policies/" + policy.id() + "/pool"))
                .many("licenses")
                .many("entitlements")
                .done();
    }

    /** What can be said of it, as it is said when it is made. */
    static Map<String, @Nullable Object> attributes(Policy policy, Detail detail) {
        Terms terms = policy.terms();
        Rules rules = terms.rules();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", policy.name());
        values.put("duration", seconds(terms.term()));
        values.put("strict", terms.requiresActivation());
        values.put("floating", floating(terms, detail));
        values.put("usePool", false);
        values.put("maxMachines", number(terms.maxActivations()));
        values.put("maxProcesses", detail.number("maxProcesses"));
        values.put("maxUsers", users(rules));
        for (String name : Set.of("maxCores", "maxMemory", "maxDisk")) {
            values.put(name, detail.number(name));
        }
        values.put("maxUses", uses(rules));
        strategies(values, terms, detail);
        values.put("scheme", scheme(policy));
        values.put("encrypted", false);
        values.put("protected", detail.flag("protected"));
        Set<Scope> wanted = rules.wanted();
        PolicyTerms.SCOPES.forEach((name, scope) -> values.put(name, wanted.contains(scope)));
        values.put("requireUserScope", rules.users() != null && rules.users().required());
        values.put("requireCheckIn", detail.flag("requireCheckIn"));
        values.put("checkInInterval", detail.get("checkInInterval"));
        values.put("checkInIntervalCount", detail.number("checkInIntervalCount"));
        heartbeat(values, terms);
        return values;
    }

    private static void strategies(Map<String, @Nullable Object> values, Terms terms, Detail detail) {
        Rules rules = terms.rules();
        values.put(
                "machineUniquenessStrategy",
                PolicyTerms.UNIQUENESS.word(rules.tellingMachines().uniqueness()));
        values.put("machineMatchingStrategy", terms.matching().name());
        values.put(
                "componentUniquenessStrategy",
                Objects.requireNonNullElse(detail.text("componentUniquenessStrategy"), "UNIQUE_PER_MACHINE"));
        values.put(
                "componentMatchingStrategy",
                Objects.requireNonNullElse(detail.text("componentMatchingStrategy"), "MATCH_ANY"));
        values.put("expirationStrategy", rules.whenExpired().strategy().name());
        values.put("expirationBasis", rules.whenExpired().basis().name());
        values.put("renewalBasis", terms.renewalBasis().name());
        values.put("transferStrategy", rules.changingHands().strategy().name());
        values.put("authenticationStrategy", rules.proving().strategy().name());
        values.put("machineLeasingStrategy", "PER_LICENSE");
        values.put(
                "processLeasingStrategy",
                Objects.requireNonNullElse(detail.text("processLeasingStrategy"), "PER_MACHINE"));
        values.put(
                "overageStrategy",
                PolicyTerms.OVERAGE.word(rules.beyondMachines().strategy()));
    }

    private static void heartbeat(Map<String, @Nullable Object> values, Terms terms) {
        var heartbeats = terms.heartbeats();
        values.put("heartbeatDuration", heartbeats.deadAfter().toSeconds());
        values.put("heartbeatCullStrategy", heartbeats.cull().name());
        values.put("heartbeatResurrectionStrategy", Revival.word(heartbeats.revivableFor()));
        values.put("heartbeatBasis", heartbeats.basis().name());
        values.put("requireHeartbeat", heartbeats.required());
    }

    /** Whether its licenses are for more than one machine. */
    public static boolean floating(Terms terms, Detail detail) {
        Integer most = terms.maxActivations();
        return detail.get("floating") == null ? most == null || most > 1 : detail.flag("floating");
    }

    /** How keys are signed; null for keys that say nothing to Keygen's clients. */
    public static @Nullable String scheme(Policy policy) {
        return policy.keyFormat() == KeyFormat.SIGNED && policy.keyScheme() != null
                ? policy.keyScheme().name()
                : null;
    }

    /** How many users; null for any number. */
    public static @Nullable Long users(Rules rules) {
        UserRules users = rules.users();
        return users == null || users.seats() >= PolicyTerms.ANY_USERS ? null : Long.valueOf(users.seats());
    }

    /** How many uses; null for any number. */
    public static @Nullable Long uses(Rules rules) {
        MeterRule uses = rules.metered().get(PolicyTerms.USES);
        return uses == null ? null : uses.limit();
    }

    private static @Nullable Long number(@Nullable Integer number) {
        return number == null ? null : Long.valueOf(number);
    }

    /** A term of the calendar is told with months and years of average length. */
    static @Nullable Long seconds(@Nullable Term term) {
        return term == null
                ? null
                : term.period().getYears() * YEAR_SECONDS
                        + term.period().getMonths() * MONTH_SECONDS
                        + Duration.ofDays(term.period().getDays()).toSeconds()
                        + term.time().toSeconds();
    }
}
