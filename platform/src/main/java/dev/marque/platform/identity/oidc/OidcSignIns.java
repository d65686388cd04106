package dev.marque.platform.identity.oidc;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.oidc.PendingSignIns.Started;
import dev.marque.platform.identity.oidc.PendingSignIns.Taken;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in through a provider of their tenant, in two steps. {@link #start} says where to send the browser;
 * the provider sends it to the console's page, which calls {@link #finish}. Providers are called outside transactions.
 * Thread-safe.
 */
@Singleton
public class OidcSignIns {

    private final Database database;
    private final Tenants tenants;
    private final OidcProviderRows providers;
    private final PendingSignIns pending;
    private final Discovery discovery;
    private final CodeExchange exchange;
    private final IdTokens idTokens;
    private final UserInfo userInfo;
    private final OidcPeople people;
    private final Sessions sessions;
    private final SecretBox box;
    private final URI redirectUri;

    @Inject
    OidcSignIns(
            Database database,
            Tenants tenants,
            OidcProviderRows providers,
            PendingSignIns pending,
            Discovery discovery,
            CodeExchange exchange,
            IdTokens idTokens,
            UserInfo userInfo,
            OidcPeople people,
            Sessions sessions,
            SecretBox box,
            MarqueConfiguration configuration) {
        this.database = database;
        this.tenants = tenants;
        this.providers = providers;
        this.pending = pending;
        this.discovery = discovery;
        this.exchange = exchange;
        this.idTokens = idTokens;
        this.userInfo = userInfo;
        this.people = people;
        this.sessions = sessions;
        this.box = box;
        this.redirectUri = configuration.oidc().redirectUrl().orElseGet(() -> besidePublicUrl(configuration));
    }

    private static URI besidePublicUrl(MarqueConfiguration configuration) {
        String base = configuration.publicUrl().map(URI::toString).orElse("http://localhost:" + configuration.port());
        return URI.create((base.endsWith("/") ? base : base + "/") + "sign-in/callback");
    }

    /** A provider, as the sign-in page shows it. */
    @Schema(name = "SignInProvider")
    public record Choice(
            UUID id,
            @Schema(examples = "Acme single sign-on") String name) {}

    /** The providers of a tenant's sign-in page; empty also for a tenant that does not exist. */
    public List<Choice> choices(@Nullable String tenantSlug) {
        return tenant(tenantSlug)
                .map(tenant -> database.inTenant(tenant.id(), providers::enabled).stream()
                        .map(provider -> new Choice(provider.id(), provider.name()))
                        .toList())
                .orElse(List.of());
    }

    /**
     * A sign-in that was started.
     *
     * @param authorizationUrl where the browser goes now
     * @param secret to be kept where it was started, and sent with {@link #finish}
     * @param expiresAt when it is too late to finish
     */
    public record Start(URI authorizationUrl, String secret, Instant expiresAt) {

        @Override
        public String toString() {
            return "Start[" + expiresAt + "]";
        }
    }

    /**
     * Starts a sign-in.
     *
     * @throws ProblemException INVALID_INPUT if the tenant has no such provider, IDENTITY_PROVIDER_FAILED
     */
    public Start start(@Nullable String tenantSlug, UUID providerId) {
        TenantId tenant = tenant(tenantSlug).map(Tenant::id).orElseThrow(OidcSignIns::noSuchProvider);
        OidcProvider provider = enabled(tenant, providerId).orElseThrow(OidcSignIns::noSuchProvider);
        ProviderMetadata metadata = discovery.of(provider.issuer());
        Started started = pending.start(tenant, providerId);
        return new Start(authorizationUrl(provider, metadata, started), started.secret(), started.expiresAt());
    }

    private URI authorizationUrl(OidcProvider provider, ProviderMetadata metadata, Started started) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", String.join(" ", provider.scopes()));
        parameters.put("state", started.state());
        parameters.put("nonce", started.nonce());
        parameters.put(
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.sha256(started.verifier())));
        parameters.put("code_challenge_method", "S256");
        String endpoint = metadata.authorizationEndpoint().toString();
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + Forms.encode(parameters));
    }

    /**
     * What came back from the provider.
     *
     * @param issuer who answered, if it said so (RFC 9207)
     * @param secret from {@link #start}: a link with somebody else's code signs nobody in
     */
    public record Return(
            String state, String code, @Nullable String issuer, String secret) {

        @Override
        public String toString() {
            return "Return[]";
        }
    }

    /**
     * Finishes a sign-in. A state works once, whatever comes of it.
     *
     * @throws ProblemException INVALID_CREDENTIALS if state, secret, code or ID token is not valid (which, the answer does
     *     not tell); SIGN_IN_REFUSED if the person is known to the provider but not let in; IDENTITY_PROVIDER_FAILED
     */
    public TokenPair finish(Return back, RequestOrigin origin) {
        Taken signIn = pending.take(back.state(), back.secret()).orElseThrow(OidcSignIns::refused);
        OidcProvider provider = enabled(signIn.tenant(), signIn.providerId()).orElseThrow(OidcSignIns::refused);
        if (back.issuer() != null && !back.issuer().equals(provider.issuer().toString())) {
            throw refused();
        }
        VerifiedIdentity identity = identity(signIn, provider, back.code());
        Actor actor = Actor.system(signIn.tenant(), provider.name(), origin);
        Admission admission =
                database.inTenant(signIn.tenant(), transaction -> people.admit(transaction, actor, provider, identity));
        return switch (admission) {
            case Admission.Admitted admitted ->
                sessions.open(signIn.tenant(), admitted.userId(), origin)
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.SIGN_IN_REFUSED, "Your account here is disabled; ask an administrator."));
            case Admission.Refused refused -> throw new ProblemException(ProblemType.SIGN_IN_REFUSED, refused.reason());
        };
    }

    private VerifiedIdentity identity(Taken signIn, OidcProvider provider, String code) {
        ProviderMetadata metadata = discovery.of(provider.issuer());
        Optional<String> clientSecret = database.inTenant(
                        signIn.tenant(), transaction -> providers.sealedSecret(transaction, provider.id()))
                .map(stored -> new String(
                        box.open(signIn.tenant(), OidcProviders.SECRET_PURPOSE, stored), StandardCharsets.UTF_8));
        CodeExchange.Redeemed redeemed = exchange.redeem(
                metadata, provider.clientId(), clientSecret, code, redirectUri.toString(), signIn.verifier());
        VerifiedIdentity identity = idTokens.verify(provider, metadata, redeemed.idToken(), signIn.nonceHash());
        return userInfo.complete(provider, metadata, redeemed, identity);
    }

    private Optional<Tenant> tenant(@Nullable String slug) {
        return slug == null ? tenants.home() : tenants.bySlug(slug);
    }

    private Optional<OidcProvider> enabled(TenantId tenant, UUID providerId) {
        return database.inTenant(tenant, transaction -> providers.find(transaction, providerId))
                .filter(OidcProvider::enabled);
    }

    private static ProblemException noSuchProvider() {
        return ProblemException.invalid(FieldError.inBody("/providerId", "is no provider of this tenant"));
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.INVALID_CREDENTIALS,
                "The sign-in is unknown, too late, or was finished before. Start again.");
    }
}
