package dev.marque.keys.validation;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What else a license has to be right for. What is left out is not checked.
 *
 * @param policyId of the policy that it has to be under
 * @param activationId of the machine that has to be active
 * @param fingerprints values of machines, of which as many have to be active as the license's matching wants
 * @param components that the asking machine has to have been activated with, by name, each of them
 * @param checksum of the program, as the vendor listed it with the version
 * @param environment that it has to be of, by its code
 */
public record Scopes(
        @Nullable UUID policyId,
        @Nullable UUID activationId,
        Set<String> fingerprints,
        Map<String, String> components,
        @Nullable String checksum,
        @Nullable String environment) {

    public static final Scopes NONE = new Scopes(null, null, Set.of(), Map.of(), null, null);

    /** Nothing but a machine, if one is named. */
    public static Scopes ofMachine(@Nullable UUID activationId) {
        return new Scopes(null, activationId, Set.of(), Map.of(), null, null);
    }

    public Scopes {
        fingerprints = Set.copyOf(fingerprints);
        components = Map.copyOf(components);
    }
}
