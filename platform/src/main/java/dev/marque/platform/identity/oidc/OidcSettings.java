package dev.marque.platform.identity.oidc;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How people of a tenant sign in through a provider.
 *
 * @param clientSecret null for a client without one, or, when settings are replaced, for the one that is stored
 * @param scopes asked for beside {@code openid}; null for {@code email} and {@code profile}
 * @param groupClaim the claim that lists groups, in the ID token or else at the UserInfo endpoint; without it the provider does not decide about roles
 *     once a person is known
 * @param defaultRole the role of those whose groups give none; without it they cannot sign in
 * @param createsPeople whether somebody unknown becomes a member of staff; not if it is left out
 * @param linksByEmail whether somebody unknown is taken for the member of staff with the same e-mail address, if the
 *     provider has verified it; not if it is left out
 * @param emailDomains if there are any, only people with a verified e-mail address in one of them sign in
 * @param enabled whether people can sign in through it now; they can if it is left out
 */
public record OidcSettings(
        @NotBlank @Size(max = 100) @Schema(examples = "Acme single sign-on")
        String name,

        @NotNull @Schema(examples = "https://login.example.com")
        URI issuer,

        @NotBlank @Size(max = 200) @Schema(examples = "marque")
        String clientId,

        @Size(min = 1, max = 1000) @Schema(description = "Encrypted at rest and never shown. Left out when settings are replaced: it stays.")
        @Nullable String clientSecret,

        @Size(max = 20) @Schema(examples = "[\"email\", \"profile\", \"groups\"]") @Nullable List<@NotBlank @Pattern(regexp = "[!#-\\[\\]-~]{1,100}", message = "must be a scope (RFC 6749, 3.3)") String>
                scopes,

        @Size(min = 1, max = 200) @Schema(examples = "groups") @Nullable String groupClaim,

        @Size(max = 200) @Nullable List<@NotNull @Valid GroupRole> groupRoles,

        @Size(min = 1, max = 100) @Schema(examples = "support") @Nullable String defaultRole,

        @Schema(examples = "true", defaultValue = "false") @Nullable Boolean createsPeople,

        @Schema(examples = "false", defaultValue = "false") @Nullable Boolean linksByEmail,

        @Size(max = 50) @Schema(examples = "[\"example.com\"]") @Nullable List<
                        @NotBlank @Pattern(regexp = "[A-Za-z0-9.-]{1,253}", message = "must be a domain such as example.com") String>
                emailDomains,

        @Schema(examples = "true", defaultValue = "true") @Nullable Boolean enabled) {

    private static final String OPENID = "openid";

    /** The scopes to ask for. */
    List<String> allScopes() {
        Stream<String> further = scopes == null ? Stream.of("email", "profile") : scopes.stream();
        return Stream.concat(Stream.of(OPENID), further).distinct().toList();
    }

    List<GroupRole> mapping() {
        return groupRoles == null ? List.of() : groupRoles;
    }

    List<String> domains() {
        return emailDomains == null
                ? List.of()
                : emailDomains.stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList();
    }

    @Override
    public String toString() {
        return "OidcSettings[" + name + ", " + issuer + "]";
    }
}
