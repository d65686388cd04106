/**
 * Sign-in through providers of the tenant's own choice: OpenID Connect Core 1.0, authorization-code flow with PKCE
 * (RFC 7636). Nothing that a provider or a browser says counts before it was checked. Start at
 * {@link dev.marque.platform.identity.oidc.OidcSignIns}.
 */
@NullMarked
package dev.marque.platform.identity.oidc;

import org.jspecify.annotations.NullMarked;
