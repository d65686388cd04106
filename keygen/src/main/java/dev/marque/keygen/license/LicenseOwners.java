package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_ASSIGN;
import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSE_USERS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.people.UserView;
import dev.marque.keygen.people.UserViews;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.user.NamedUser;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserOutcome;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose a license is, and who may use it by name. */
@Singleton
public class LicenseOwners implements RouteSource {

    private final Licenses licenses;
    private final LicenseFinder finder;
    private final NamedUsers named;
    private final Owners owners;
    private final UserViews views;
    private final Database database;

    @Inject
    LicenseOwners(
            Licenses licenses,
            LicenseFinder finder,
            NamedUsers named,
            Owners owners,
            UserViews views,
            Database database) {
        this.licenses = licenses;
        this.finder = finder;
        this.named = named;
        this.owners = owners;
        this.views = views;
        this.database = database;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/licenses/{id}/owner", this::owner, LICENSES_READ, LICENSING_USE),
                Route.of("PUT", "/licenses/{id}/owner", this::change, LICENSES_ASSIGN),
                Route.of("PATCH", "/licenses/{id}/owner", this::change, LICENSES_ASSIGN),
                Route.of("GET", "/licenses/{id}/user", this::owner, LICENSES_READ, LICENSING_USE),
                Route.of("PUT", "/licenses/{id}/user", this::change, LICENSES_ASSIGN),
                Route.of("PATCH", "/licenses/{id}/user", this::change, LICENSES_ASSIGN),
                Route.of("GET", "/licenses/{id}/users", this::users, LICENSES_READ, LICENSING_USE),
                Route.of("POST", "/licenses/{id}/users", this::attach, LICENSE_USERS_WRITE),
                Route.of("DELETE", "/licenses/{id}/users", this::detach, LICENSE_USERS_WRITE));
    }

    /** The owner that a new license names; null if it names none. */
    @Nullable UUID named(Fields relationships) {
        UUID owner = Body.related(relationships, "owner", "user", "users");
        return owner == null ? Body.related(relationships, "user", "user", "users") : owner;
    }

    License assign(Call call, License license, @Nullable UUID owner) {
        call.require(LICENSES_ASSIGN);
        return licenses.assign(call.actor(), license.id(), LicenseWriting.ownedBy(license, owner));
    }

    private Reply owner(Call call) {
        License license = finder.find(call, call.path("id"));
        return owners.of(call.actor(), license)
                .map(user -> Reply.of(views.of(call, user)))
                .orElseThrow(() -> Failure.notFound("owner", call.path("id")));
    }

    private Reply change(Call call) {
        License license = finder.find(call, call.path("id"));
        Body body = call.body();
        UUID owner = body.hasNull() ? null : body.identifier("user", "users");
        License after = assign(call, license, owner);
        return Reply.of(
                owner == null
                        ? null
                        : owners.of(call.actor(), after)
                                .<Map<String, @Nullable Object>>map(user -> views.of(call, user))
                                .orElse(null));
    }

    private Reply users(Call call) {
        License license = finder.find(call, call.path("id"));
        if (license.terms().rules().users() == null) {
            return Paging.list(call, Listing.of(List.<NamedUser>of()), _ -> Map.of());
        }
        return Paging.list(
                call,
                Walk.over(request -> named.list(call.actor(), license.id(), request)),
                user -> views.of(call, license, user));
    }

    private Reply attach(Call call) {
        License license = finder.find(call, call.path("id"));
        List<UUID> ids = call.body().identifiers("user", "users");
        return database.together(call.account(), () -> {
            List<Map<String, @Nullable Object>> attached = new ArrayList<>();
            for (UUID id : ids) {
                String pointer = "/data/" + attached.size();
                User user = owners.find(call.actor(), id)
                        .orElseThrow(() ->
                                Failure.unprocessable(pointer + "/relationships/user", "USER_NOT_FOUND", "must exist"));
                UserOutcome outcome = named.assign(call.actor(), license.id(), EmailAddress.of(user.email()));
                refuse(outcome, pointer);
                attached.add(UserView.attachment(
                        call.links(), license.id(), user, java.util.Objects.requireNonNull(outcome.user())));
            }
            return Reply.list(attached, Map.of());
        });
    }

    private static void refuse(UserOutcome outcome, String pointer) {
        if (outcome.code().done()) {
            return;
        }
        throw switch (outcome.code()) {
            case ALREADY_ASSIGNED -> Failure.unprocessable(pointer, "USER_TAKEN", "already exists");
            case NO_SEAT_FREE ->
                Failure.unprocessable(
                        "/data/relationships/users",
                        "USER_LIMIT_EXCEEDED",
                        "user count has exceeded maximum allowed for license");
            case NO_NAMED_USERS ->
                Failure.unsupported(
                        "/data", "the license's policy names no users; give it a number of them (maxUsers)");
            default -> Failure.unprocessable(pointer, "USER_" + outcome.code(), outcome.detail());
        };
    }

    private Reply detach(Call call) {
        License license = finder.find(call, call.path("id"));
        List<UUID> ids = call.body().identifiers("user", "users");
        return database.together(call.account(), () -> {
            for (int index = 0; index < ids.size(); index++) {
                String pointer = "/data/" + index;
                UUID seat = seat(call, license, ids.get(index), pointer);
                UserOutcome outcome = named.release(call.actor(), license.id(), seat);
                if (outcome.code() != UserCode.RELEASED) {
                    throw Failure.unprocessable(pointer, "USER_NOT_FOUND", outcome.detail());
                }
            }
            return Reply.none();
        });
    }

    private UUID seat(Call call, License license, UUID userId, String pointer) {
        String email = owners.find(call.actor(), userId).map(User::email).orElse("");
        return named.list(call.actor(), license.id(), PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .filter(seat -> seat.person().equals(EmailAddress.of(email).normal()))
                .map(NamedUser::id)
                .findFirst()
                .orElseThrow(() -> Failure.unprocessable(pointer, "USER_NOT_FOUND", "must exist"));
    }
}
