package dev.marque.platform.identity.oidc;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider through which people of a tenant sign in, without the client secret. The fields are those of
 * {@link OidcSettings}.
 *
 * @param hasClientSecret whether one is stored
 */
public record OidcProvider(
        UUID id,
        String name,
        URI issuer,
        String clientId,
        boolean hasClientSecret,
        List<String> scopes,
        @Nullable String groupClaim,
        List<GroupRole> groupRoles,
        @Nullable String defaultRole,
        boolean createsPeople,
        boolean linksByEmail,
        List<String> emailDomains,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    public OidcProvider {
        scopes = List.copyOf(scopes);
        groupRoles = List.copyOf(groupRoles);
        emailDomains = List.copyOf(emailDomains);
    }

    static OidcProvider of(UUID id, OidcSettings settings, boolean hasClientSecret, Instant createdAt, Instant now) {
        return new OidcProvider(
                id,
                settings.name(),
                settings.issuer(),
                settings.clientId(),
                hasClientSecret,
                settings.allScopes(),
                settings.groupClaim(),
                settings.mapping(),
                settings.defaultRole(),
                Boolean.TRUE.equals(settings.createsPeople()),
                Boolean.TRUE.equals(settings.linksByEmail()),
                settings.domains(),
                !Boolean.FALSE.equals(settings.enabled()),
                createdAt,
                now);
    }
}
