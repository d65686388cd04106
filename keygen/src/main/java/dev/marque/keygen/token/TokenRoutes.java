package dev.marque.keygen.token;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;
import static dev.marque.platform.identity.PlatformPermissions.API_KEYS_READ;
import static dev.marque.platform.identity.PlatformPermissions.API_KEYS_WRITE;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.license.License;
import dev.marque.licensing.token.LicenseToken;
import dev.marque.licensing.token.LicenseTokens;
import dev.marque.licensing.token.NewLicenseToken;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.ApiKeys;
import dev.marque.platform.identity.apikey.KeyRevocation;
import dev.marque.platform.identity.apikey.KeyRotation;
import dev.marque.platform.identity.apikey.NewApiKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tokens: API keys, which programs of the vendor have, and tokens of licenses, which installations have. */
@Singleton
public class TokenRoutes implements RouteSource {

    private static final Set<String> KNOWN = Set.of("name", "expiry", "permissions");
    private static final Set<String> LICENSE_KNOWN =
            Set.of("name", "expiry", "permissions", "maxActivations", "maxDeactivations");

    private final ApiKeys keys;
    private final KeyRotation rotation;
    private final KeyRevocation revocation;
    private final LicenseTokens tokens;
    private final LicenseFinder licenses;
    private final Callers callers;
    private final InstantSource clock;

    @Inject
    TokenRoutes(
            ApiKeys keys,
            KeyRotation rotation,
            KeyRevocation revocation,
            LicenseTokens tokens,
            LicenseFinder licenses,
            Callers callers,
            InstantSource clock) {
        this.keys = keys;
        this.rotation = rotation;
        this.revocation = revocation;
        this.tokens = tokens;
        this.licenses = licenses;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/tokens", this::list, API_KEYS_READ),
                Route.signIn("POST", "/tokens", this::create, API_KEYS_WRITE),
                Route.of("PUT", "/tokens", this::regenerateOwn, API_KEYS_WRITE),
                Route.of("GET", "/tokens/{id}", this::show, API_KEYS_READ),
                Route.of("PUT", "/tokens/{id}", this::regenerate, API_KEYS_WRITE),
                Route.of("DELETE", "/tokens/{id}", this::revoke, API_KEYS_WRITE),
                Route.of("GET", "/licenses/{license}/tokens", this::ofLicense, LICENSES_READ),
                Route.of("POST", "/licenses/{license}/tokens", this::issue, LICENSES_WRITE),
                Route.of("GET", "/licenses/{license}/tokens/{id}", this::showOfLicense, LICENSES_READ));
    }

    private Reply list(Call call) {
        Instant now = clock.instant();
        return Paging.list(
                call,
                Walk.over(request -> keys.list(call.actor(), null, request), key -> works(key, now)),
                key -> TokenViews.of(call.links(), key, null));
    }

    /** Keygen deletes tokens that are revoked; ours stay to be looked at, in our own API. */
    private static boolean works(ApiKey key, Instant now) {
        return key.revokedAt() == null && (key.expiresAt() == null || now.isBefore(key.expiresAt()));
    }

    /** With a token of one's own, or with e-mail address and password. */
    private Reply create(Call call) {
        Actor actor = callers.of(call);
        if (!actor.may(API_KEYS_WRITE)) {
            throw Failure.forbidden(null, "You do not have permission to complete the request");
        }
        Body body = call.body();
        Fields data = body.hasData() ? body.data("token", "tokens") : new Fields("/data", java.util.Map.of());
        Fields attributes = Body.attributes(data, KNOWN);
        UUID bearer = Body.related(
                Body.relationships(data, Set.of("bearer")), "bearer", "user", "users", "product", "products");
        if (bearer != null && !bearer.equals(actor.id())) {
            throw Failure.unsupported(
                    "/data/relationships/bearer", "a token is answered for by whoever makes it, and by nobody else");
        }
        List<String> scopes = attributes
                .texts("permissions")
                .filter(asked -> !asked.isEmpty() && !asked.contains("*"))
                .orElseGet(() -> actor.permissions().stream().sorted().toList());
        NewApiKey wanted = new NewApiKey(
                name(attributes), scopes, attributes.moment("expiry").orElse(null), null);
        ApiKey.Created made = keys.create(actor, wanted);
        return Reply.created(
                TokenViews.of(call.links(), made.apiKey(), made.secret()),
                call.links().to("tokens/" + made.apiKey().id()));
    }

    private static String name(Fields attributes) {
        String name = attributes.text("name").filter(text -> !text.isBlank()).orElse("Token");
        if (name.length() > 100) {
            throw Failure.unprocessable(attributes.at("name"), "NAME_TOO_LONG", "is too long (maximum is 100)");
        }
        return name;
    }

    private Reply show(Call call) {
        return Reply.of(TokenViews.of(call.links(), find(call), null));
    }

    private Reply regenerateOwn(Call call) {
        if (call.actor().kind() != Actor.Kind.API_KEY) {
            throw Failure.notFound("token", "current");
        }
        return regenerate(call, call.actor().id());
    }

    private Reply regenerate(Call call) {
        return regenerate(call, find(call).id());
    }

    /** The old one ends at once: Keygen's clients expect it to. The new one has an id of its own. */
    private Reply regenerate(Call call, UUID id) {
        ApiKey.Created made = rotation.rotate(call.actor(), id, clock.instant());
        return Reply.of(TokenViews.of(call.links(), made.apiKey(), made.secret()));
    }

    private Reply revoke(Call call) {
        UUID id = Ids.need("token", call.path("id"));
        Optional<LicenseToken> ofLicense = call.query().text("license").flatMap(name -> ofLicense(call, name, id));
        if (ofLicense.isPresent()) {
            tokens.revoke(call.actor(), ofLicense.get().licenseId(), id);
        } else {
            revocation.revoke(call.actor(), find(call).id());
        }
        return Reply.none();
    }

    private ApiKey find(Call call) {
        ApiKey key = keys.get(call.actor(), Ids.need("token", call.path("id")));
        if (!works(key, clock.instant())) {
            throw Failure.notFound("token", call.path("id"));
        }
        return key;
    }

    private Reply ofLicense(Call call) {
        License license = licenses.find(call, call.path("license"));
        Instant now = clock.instant();
        return Paging.list(
                call,
                Walk.over(request -> tokens.list(call.actor(), license.id(), request), token -> works(token, now)),
                token -> TokenViews.of(call.links(), token, null));
    }

    private static boolean works(LicenseToken token, Instant now) {
        return token.revokedAt() == null && (token.expiresAt() == null || now.isBefore(token.expiresAt()));
    }

    private Optional<LicenseToken> ofLicense(Call call, String license, UUID id) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        return tokens.list(call.actor(), licenses.find(call, license).id(), request).items().stream()
                .filter(token -> token.id().equals(id) && works(token, clock.instant()))
                .findFirst();
    }

    private Reply showOfLicense(Call call) {
        return ofLicense(call, call.path("license"), Ids.need("token", call.path("id")))
                .map(token -> Reply.of(TokenViews.of(call.links(), token, null)))
                .orElseThrow(() -> Failure.notFound("token", call.path("id")));
    }

    private Reply issue(Call call) {
        License license = licenses.find(call, call.path("license"));
        Body body = call.body();
        Fields data = body.hasData() ? body.data("token", "tokens") : new Fields("/data", java.util.Map.of());
        Fields attributes = Body.attributes(data, LICENSE_KNOWN);
        for (String limit : List.of("maxActivations", "maxDeactivations")) {
            attributes.number(limit).ifPresent(_ -> {
                throw Failure.unsupported(attributes.at(limit), "is not counted for each token; the license counts");
            });
        }
        LicenseToken.Issued issued = tokens.issue(
                call.actor(),
                license.id(),
                new NewLicenseToken(
                        name(attributes), attributes.moment("expiry").orElse(null)));
        return Reply.created(
                TokenViews.of(call.links(), issued.token(), issued.secret()),
                call.links().to("tokens/" + issued.token().id()));
    }
}
