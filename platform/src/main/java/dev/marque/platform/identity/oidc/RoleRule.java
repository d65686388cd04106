package dev.marque.platform.identity.oidc;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which roles somebody has who comes from a provider. */
final class RoleRule {

    private RoleRule() {}

    /**
     * The roles that the provider gives: those of the person's groups, else the default role. Empty where the provider
     * does not decide, because it has no group claim and the person already has roles; a list without roles says that
     * the person has none.
     *
     * @param known whether the person already has roles here
     */
    static Optional<List<String>> roles(OidcProvider provider, Set<String> groups, boolean known) {
        if (provider.groupClaim() == null && known) {
            return Optional.empty();
        }
        List<String> mapped = provider.groupRoles().stream()
                .filter(mapping -> groups.contains(mapping.group()))
                .map(GroupRole::role)
                .distinct()
                .sorted()
                .toList();
        if (!mapped.isEmpty()) {
            return Optional.of(mapped);
        }
        String defaultRole = provider.defaultRole();
        return Optional.of(defaultRole == null ? List.of() : List.of(defaultRole));
    }
}
