package dev.marque.keygen.catalog;

import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.Bound;
import dev.marque.licensing.policy.KeyFormat;
import dev.marque.licensing.policy.NewPolicy;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies that Keygen's clients make and change. Thread-safe. */
@Singleton
class PolicyWriting {

    /** What only this room knows of a policy. */
    private static final Set<String> DETAILS = Set.of(
            "floating",
            "protected",
            "maxCores",
            "maxMemory",
            "maxDisk",
            "maxProcesses",
            "processLeasingStrategy",
            "componentUniquenessStrategy",
            "componentMatchingStrategy",
            "requireCheckIn",
            "checkInInterval",
            "checkInIntervalCount");

    private static final Set<String> OTHERS = Set.of(
            "name",
            "scheme",
            "duration",
            "strict",
            "usePool",
            "encrypted",
            "maxMachines",
            "maxUsers",
            "maxUses",
            "machineUniquenessStrategy",
            "machineMatchingStrategy",
            "expirationStrategy",
            "expirationBasis",
            "renewalBasis",
            "transferStrategy",
            "authenticationStrategy",
            "machineLeasingStrategy",
            "overageStrategy",
            "requireUserScope",
            "heartbeatDuration",
            "heartbeatCullStrategy",
            "heartbeatResurrectionStrategy",
            "heartbeatBasis",
            "requireHeartbeat",
            Metadata.NAME);

    private static final Set<String> KNOWN = Stream.of(DETAILS, OTHERS, PolicyTerms.SCOPES.keySet())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Policies policies;
    private final Details details;
    private final Removals removals;
    private final Database database;

    @Inject
    PolicyWriting(Policies policies, Details details, Removals removals, Database database) {
        this.policies = policies;
        this.details = details;
        this.removals = removals;
        this.database = database;
    }

    Reply create(Call call) {
        Fields data = call.body().data("policy", "policies");
        Fields attributes = Body.needAttributes(data, KNOWN);
        UUID product = Body.needRelated(Body.relationships(data, Set.of("product")), "product", "product", "products");
        if (removals.isGone(call.actor(), Kind.PRODUCT, product)) {
            throw Failure.unprocessable("/data/relationships/product", "PRODUCT_NOT_FOUND", "must exist");
        }
        PolicyChecks.check(attributes);
        PolicyTerms terms = new PolicyTerms(attributes);
        boolean floating = attributes.flag("floating").orElse(false);
        Integer machines = terms.most("maxMachines");
        Optional<SignedKeyScheme> scheme = PolicyChecks.scheme(attributes);
        NewPolicy input = new NewPolicy(
                product,
                attributes.text("name").filter(name -> !name.isBlank()).orElse("Policy"),
                terms.duration(),
                Duration.ZERO,
                machines == null && !floating ? Integer.valueOf(1) : machines,
                attributes.flag("strict").orElse(false),
                PolicyTerms.MATCHING.in(attributes).orElse(MatchingStrategy.MATCH_ANY),
                scheme.isPresent() ? KeyFormat.SIGNED : KeyFormat.RANDOM,
                scheme.orElse(null),
                null,
                PolicyTerms.RENEWAL.in(attributes).orElse(RenewalBasis.FROM_EXPIRY),
                terms.heartbeatInterval(),
                null,
                List.of(),
                Map.of(),
                terms.rules());
        Map<String, @Nullable Object> said = said(attributes);
        said.put("floating", floating);
        return database.together(call.account(), () -> {
            Policy policy = policies.create(call.actor(), input);
            details.say(call.actor(), Kind.POLICY, policy.id(), said);
            return Reply.created(view(call, policy), call.links().to("policies/" + policy.id()));
        });
    }

    Reply update(Call call) {
        UUID id = call.id("id", "policy");
        Policy before = policies.get(call.actor(), id);
        if (removals.isGone(call.actor(), Kind.POLICY, id)) {
            throw Failure.notFound("policy", id.toString());
        }
        Fields sent = Body.needAttributes(call.body().data("policy", "policies"), KNOWN);
        PolicyChecks.check(sent);
        PolicyChecks.checkChange(sent, before);
        Map<String, @Nullable Object> merged = PolicyView.attributes(before, details.of(call.actor(), Kind.POLICY, id));
        merged.putAll(sent.values());
        PolicyTerms terms = new PolicyTerms(new Fields(sent.pointer(), merged));
        Set<String> names = sent.values().keySet();
        PolicyEdit edit = new PolicyEdit(
                sent.text("name").orElse(null),
                names.contains("duration") ? terms.duration() : null,
                null,
                machines(sent, terms, merged),
                sent.flag("strict").orElse(null),
                PolicyTerms.MATCHING.in(sent).orElse(null),
                PolicyTerms.RENEWAL.in(sent).orElse(null),
                names.contains("heartbeatDuration") ? terms.heartbeatInterval() : null,
                null,
                null,
                null,
                terms.spokenOf(names, before.terms().rules()));
        return database.together(call.account(), () -> {
            Policy policy = policies.update(call.actor(), id, edit, without(sent, merged), ExpectedVersion.ANY);
            details.say(call.actor(), Kind.POLICY, id, said(sent));
            return Reply.of(view(call, policy));
        });
    }

    /** What was sent as null. A policy that is not floating is for one machine, so that null means that. */
    private static Set<Bound> without(Fields sent, Map<String, @Nullable Object> merged) {
        Set<Bound> bounds = EnumSet.noneOf(Bound.class);
        if (sent.isNull("duration")) {
            bounds.add(Bound.TIME);
        }
        if (sent.isNull("maxMachines") && Boolean.TRUE.equals(merged.get("floating"))) {
            bounds.add(Bound.MACHINES);
        }
        return bounds;
    }

    /** How many machines, where it was spoken of them. */
    private static @Nullable Integer machines(Fields sent, PolicyTerms terms, Map<String, @Nullable Object> merged) {
        if (!sent.has("maxMachines")) {
            return null;
        }
        boolean one = sent.isNull("maxMachines") && !Boolean.TRUE.equals(merged.get("floating"));
        return one ? Integer.valueOf(1) : terms.most("maxMachines");
    }

    private static Map<String, @Nullable Object> said(Fields attributes) {
        Map<String, @Nullable Object> said = new HashMap<>();
        attributes.values().forEach((name, value) -> {
            if (DETAILS.contains(name)) {
                said.put(name, value);
            }
        });
        Metadata.in(attributes).ifPresent(metadata -> said.put(Metadata.NAME, metadata));
        return said;
    }

    private Map<String, @Nullable Object> view(Call call, Policy policy) {
        Detail detail = details.of(call.actor(), Kind.POLICY, policy.id());
        return PolicyView.of(policy, detail, call.links());
    }
}
