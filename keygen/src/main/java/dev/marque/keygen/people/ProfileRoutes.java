package dev.marque.keygen.people;

import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.platform.identity.PlatformPermissions.PROFILE_READ;

import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.license.LicenseViews;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.token.TokenViews;
import dev.marque.keygen.wire.Failure;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.ApiKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who one is: the license, or the user behind a token. */
@Singleton
public class ProfileRoutes implements RouteSource {

    private final LicenseFinder licenses;
    private final LicenseViews licenseViews;
    private final Users users;
    private final UserViews userViews;
    private final ApiKeys keys;

    @Inject
    ProfileRoutes(LicenseFinder licenses, LicenseViews licenseViews, Users users, UserViews userViews, ApiKeys keys) {
        this.licenses = licenses;
        this.licenseViews = licenseViews;
        this.users = users;
        this.userViews = userViews;
        this.keys = keys;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/me", this::me, PROFILE_READ, LICENSING_USE),
                Route.of("GET", "/profile", this::me, PROFILE_READ, LICENSING_USE));
    }

    private Reply me(Call call) {
        Actor actor = call.actor();
        return switch (actor.kind()) {
            case LICENSE ->
                Reply.of(licenseViews.of(call, licenses.find(call, actor.id().toString())));
            case USER -> Reply.of(userViews.of(call, users.get(actor, actor.id())));
            case API_KEY -> token(call, keys.get(actor, actor.id()));
            case SYSTEM -> throw Failure.forbidden(null, "You do not have permission to complete the request");
        };
    }

    /** Whoever answers for the token, and the token; a token that nobody answers for is told as itself. */
    private Reply token(Call call, ApiKey key) {
        Map<String, @Nullable Object> token = TokenViews.of(call.links(), key, null);
        return Optional.ofNullable(key.ownerId())
                .flatMap(owner -> userViews.byId(call.actor(), owner))
                .map(user -> Reply.including(userViews.of(call, user), List.of(token)))
                .orElseGet(() -> Reply.of(token));
    }
}
