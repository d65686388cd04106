package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleRuleTest {

    private static final GroupRole ADMINS = new GroupRole("admins", "administrator");
    private static final GroupRole HELPERS = new GroupRole("helpers", "support");
    private static final GroupRole FRIENDS = new GroupRole("friends", "support");

    @Test
    void everyGroupOfTheMappingGivesItsRoleOnce() {
        OidcProvider provider = OidcProviderSamples.with("groups", null, ADMINS, HELPERS, FRIENDS);

        assertThat(RoleRule.roles(provider, Set.of("helpers", "friends", "admins", "chess"), true))
                .contains(List.of("administrator", "support"));
    }

    @Test
    void withoutAGroupOfTheMappingTheDefaultRoleCounts() {
        OidcProvider provider = OidcProviderSamples.with("groups", "support", ADMINS);

        assertThat(RoleRule.roles(provider, Set.of("chess"), true)).contains(List.of("support"));
        assertThat(RoleRule.roles(provider, Set.of("admins"), true)).contains(List.of("administrator"));
    }

    @Test
    void withoutGroupAndDefaultThereIsNoRole() {
        OidcProvider provider = OidcProviderSamples.with("groups", null, ADMINS);

        assertThat(RoleRule.roles(provider, Set.of("Admins"), true))
                .as("names of groups are exact")
                .contains(List.of());
    }

    @Test
    void aProviderWithoutGroupClaimLeavesTheRolesOfKnownPeopleAlone() {
        OidcProvider provider = OidcProviderSamples.with(null, "support", ADMINS);

        assertThat(RoleRule.roles(provider, Set.of(), true)).isEmpty();
        assertThat(RoleRule.roles(provider, Set.of(), false)).contains(List.of("support"));
    }
}
