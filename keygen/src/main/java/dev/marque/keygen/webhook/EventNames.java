package dev.marque.keygen.webhook;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Keygen calls our events. Each of ours has one name there, or none; so what an endpoint subscribes to follows from what it
 * is told, and is the same whichever API it was set up through.
 */
public final class EventNames {

    public static final String ALL = "*";

    private static final SortedMap<String, List<String>> TYPES = new TreeMap<>(Map.ofEntries(
            name("component.created", "component.created"),
            name("component.deleted", "component.deleted"),
            name("component.updated", "component.updated"),
            name("entitlement.created", "entitlement.created"),
            name("entitlement.deleted", "entitlement.deleted"),
            name("entitlement.updated", "entitlement.updated"),
            name("license.checked-in", "license.checked-in"),
            name("license.checked-out", "license.checked-out"),
            name("license.created", "license.created"),
            name("license.deleted", "license.archived"),
            name("license.entitlements.attached", "license.features-granted"),
            name("license.entitlements.detached", "license.features-withdrawn"),
            name("license.owner.updated", "license.assigned", "license.transferred"),
            name("license.policy.updated", "license.policy-applied", "license.policy-changed"),
            name("license.reinstated", "license.reinstated"),
            name("license.renewed", "license.renewed"),
            name("license.revoked", "license.revoked"),
            name("license.suspended", "license.suspended"),
            name(
                    "license.updated",
                    "license.described",
                    "license.extended",
                    "license.key-replaced",
                    "license.maintenance-renewed",
                    "license.merged",
                    "license.split",
                    "license.started",
                    "license.updated"),
            name("license.users.attached", "license-user.assigned", "license-user.invited"),
            name("license.users.detached", "license-user.invitation-withdrawn", "license-user.released"),
            name("machine.checked-out", "activation.checked-out"),
            name("machine.created", "activation.created"),
            name("machine.deleted", "activation.deactivated", "activation.reclaimed"),
            name("machine.heartbeat.dead", "activation.culled"),
            name("machine.heartbeat.reset", "activation.heartbeat-reset"),
            name("machine.heartbeat.resurrected", "activation.revived"),
            name("machine.updated", "activation.described", "activation.updated"),
            name("policy.created", "policy.created"),
            name("policy.deleted", "policy.removed"),
            name("policy.updated", "policy.described", "policy.updated"),
            name("process.created", "process.created"),
            name("process.deleted", "process.deleted"),
            name("process.updated", "process.updated"),
            name("product.created", "product.created"),
            name("product.deleted", "product.removed"),
            name("product.updated", "product.described", "product.updated"),
            name("release.created", "product-version.listed"),
            name("release.deleted", "product-version.unlisted"),
            name("release.updated", "product-version.updated"),
            name("token.generated", "api-key.created", "license-token.created"),
            name("token.regenerated", "api-key.rotated"),
            name("token.revoked", "api-key.revoked", "license-token.revoked"),
            name("user.banned", "user.disabled"),
            name("user.created", "user.created"),
            name("user.deleted", "user.removed"),
            name("user.password-reset", "user.password-reset-issued"),
            name("user.unbanned", "user.enabled"),
            name("user.updated", "user.described", "user.roles-changed", "user.updated")));

    /** Keygen's names of what Marque tells nobody: it follows from the time, happens too often, or does not exist here. */
    private static final Set<String> NEVER = new TreeSet<>(Set.of(
            "license.check-in-overdue",
            "license.check-in-required-soon",
            "license.expired",
            "license.expiring-soon",
            "license.group.updated",
            "license.usage.decremented",
            "license.usage.incremented",
            "license.usage.reset",
            "license.user.updated",
            "license.validated",
            "license.validation.failed",
            "license.validation.succeeded",
            "machine.group.updated",
            "machine.heartbeat.ping",
            "machine.heartbeat.pong",
            "machine.owner.updated",
            "machine.proofs.generated",
            "policy.entitlements.attached",
            "policy.entitlements.detached",
            "policy.pool.popped",
            "process.heartbeat.dead",
            "process.heartbeat.ping",
            "process.heartbeat.pong",
            "process.heartbeat.resurrected",
            "release.constraints.attached",
            "release.constraints.detached",
            "release.downloaded",
            "release.package.updated",
            "release.published",
            "release.replaced",
            "release.upgraded",
            "release.uploaded",
            "release.yanked",
            "user.group.updated"));

    /** Kinds of records that Keygen has and Marque has not, or tells nothing about. */
    private static final Set<String> NEVER_OF = new TreeSet<>(
            Set.of("account", "artifact", "environment", "group", "key", "package", "platform", "second-factor"));

    private static final Map<String, String> NAMES = names();

    private EventNames() {}

    private static Map.Entry<String, List<String>> name(String name, String... types) {
        return Map.entry(name, List.of(types));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        TYPES.forEach((name, types) -> types.forEach(type -> {
            if (names.put(type, name) != null) {
                throw new IllegalStateException(type + " has two names");
            }
        }));
        return Map.copyOf(names);
    }

    /** Every name that endpoints can subscribe to, with our types of events that it stands for. */
    public static SortedMap<String, List<String>> all() {
        return java.util.Collections.unmodifiableSortedMap(TYPES);
    }

    /** What Keygen calls an event of that type; empty if it has no word for it. */
    static Optional<String> of(String type) {
        return Optional.ofNullable(NAMES.get(type));
    }

    static boolean isKnown(String name) {
        return name.equals(ALL) || TYPES.containsKey(name);
    }

    /** Whether it is a name of Keygen's for something that is never told here. */
    public static boolean isNeverTold(String name) {
        return NEVER.contains(name) || NEVER_OF.contains(name.replaceFirst("\\..*", ""));
    }

    /** The names of Keygen's that nothing is told under, in their order. */
    public static Set<String> neverTold() {
        return java.util.Collections.unmodifiableSet(NEVER);
    }

    /** Our types for known names. */
    static List<String> types(Collection<String> names) {
        return names.contains(ALL)
                ? List.of(ALL)
                : names.stream()
                        .flatMap(name -> TYPES.getOrDefault(name, List.of()).stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** The names of which an endpoint is told everything, as it is told these types of ours ({@code record.*} among them). */
    static List<String> subscriptions(Collection<String> types) {
        return types.contains(ALL)
                ? List.of(ALL)
                : TYPES.entrySet().stream()
                        .filter(entry -> entry.getValue().stream().allMatch(type -> isTold(types, type)))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static boolean isTold(Collection<String> types, String type) {
        return Arrays.asList(type, type.replaceFirst("\\..*", ".*")).stream().anyMatch(types::contains);
    }
}
