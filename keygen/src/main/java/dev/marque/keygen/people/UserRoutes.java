package dev.marque.keygen.people;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.platform.identity.PlatformPermissions.USERS_READ;
import static dev.marque.platform.identity.PlatformPermissions.USERS_WRITE;

import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.LicenseRoutes;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.UserChanges;
import dev.marque.platform.identity.UserEdit;
import dev.marque.platform.identity.UserLists;
import dev.marque.platform.identity.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Users, by id or e-mail address. */
@Singleton
public class UserRoutes implements RouteSource {

    private static final String FORM = "[^\\s@]{1,64}@[^\\s@]{1,189}";
    private static final Set<String> KNOWN =
            Set.of("firstName", "lastName", "email", "password", "role", "permissions", Metadata.NAME);

    private final Users users;
    private final UserChanges changes;
    private final Roles roles;
    private final UserViews views;
    private final UserLists lists;
    private final LicenseRoutes licenses;
    private final Details details;
    private final Database database;

    @Inject
    UserRoutes(
            Users users,
            UserChanges changes,
            Roles roles,
            UserViews views,
            UserLists lists,
            LicenseRoutes licenses,
            Details details,
            Database database) {
        this.users = users;
        this.changes = changes;
        this.roles = roles;
        this.views = views;
        this.licenses = licenses;
        this.lists = lists;
        this.details = details;
        this.database = database;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/users", this::list, USERS_READ),
                Route.of("POST", "/users", this::create, USERS_WRITE),
                Route.of("GET", "/users/{id}", this::show, USERS_READ),
                Route.of("PATCH", "/users/{id}", this::update, USERS_WRITE),
                Route.of("PUT", "/users/{id}", this::update, USERS_WRITE),
                Route.of("DELETE", "/users/{id}", this::delete, USERS_WRITE),
                Route.of("POST", "/users/{id}/actions/ban", this::ban, USERS_WRITE),
                Route.of("POST", "/users/{id}/actions/unban", this::unban, USERS_WRITE),
                Route.of("GET", "/users/{id}/licenses", this::licenses, LICENSES_READ));
    }

    private Reply list(Call call) {
        UserLists.Traits wanted = UserQuery.traits(call.query());
        return Paging.pages(
                call,
                Listing.asked(
                        slice -> lists.slice(call.actor(), wanted, slice), () -> lists.count(call.actor(), wanted)),
                found -> views.of(call, found));
    }

    private Reply show(Call call) {
        return Reply.of(views.of(call, find(call)));
    }

    private Reply create(Call call) {
        Fields attributes = Body.needAttributes(call.body().data("user", "users"), KNOWN);
        String email = attributes.needText("email").strip();
        if (!email.matches(FORM)) {
            throw Failure.unprocessable(attributes.at("email"), "EMAIL_INVALID", "must be a valid email");
        }
        KeygenRole role = KeygenRole.in(attributes);
        String password = attributes.text("password").orElse(null);
        Map<String, @Nullable Object> said = said(attributes);
        String name = name(attributes).orElse(email);
        // Hashing takes its time, so it is done outside transactions.
        String hash = password == null ? null : users.newHash(email, name, password);
        return database.together(call.account(), () -> {
            User user = database.inTenant(call.account(), transaction -> {
                List<String> codes = List.of(role.code());
                roles.requireGrantable(transaction, call.actor(), codes);
                return hash == null
                        ? users.addWithoutPassword(transaction, call.actor(), email, name, codes)
                        : users.addWithOwnPassword(transaction, call.actor(), email, name, hash, codes);
            });
            details.say(call.actor(), Kind.USER, user.id(), said);
            return Reply.created(views.of(call, user), call.links().to("users/" + user.id()));
        });
    }

    private static Optional<String> name(Fields attributes) {
        String name = Stream.of(attributes.text("firstName"), attributes.text("lastName"))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (name.length() > 200) {
            throw Failure.unprocessable(
                    attributes.at("lastName"), "LAST_NAME_TOO_LONG", "is too long (maximum is 200)");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static Map<String, @Nullable Object> said(Fields attributes) {
        Map<String, @Nullable Object> said = new HashMap<>();
        for (String part : List.of("firstName", "lastName")) {
            if (attributes.has(part)) {
                said.put(part, attributes.text(part).orElse(null));
            }
        }
        Metadata.in(attributes).ifPresent(metadata -> said.put(Metadata.NAME, metadata));
        return said;
    }

    private Reply update(Call call) {
        User before = find(call);
        Fields attributes = Body.attributes(call.body().data("user", "users"), KNOWN);
        if (attributes.has("password")) {
            throw Failure.badRequest(attributes.at("password"), "unpermitted parameter");
        }
        attributes
                .text("email")
                .filter(email -> !email.equalsIgnoreCase(before.email()))
                .ifPresent(_ -> {
                    throw Failure.unsupported(attributes.at("email"), "stays as it is: it is how somebody signs in");
                });
        List<String> codes =
                attributes.has("role") ? List.of(KeygenRole.in(attributes).code()) : null;
        Map<String, @Nullable Object> said = said(attributes);
        UserEdit edit = new UserEdit(name(attributes).orElse(null), codes);
        return database.together(call.account(), () -> {
            User after = changes.update(call.actor(), before.id(), edit);
            details.say(call.actor(), Kind.USER, before.id(), said);
            return Reply.of(views.of(call, after));
        });
    }

    private Reply delete(Call call) {
        // Marque knows who is needed: it refuses to remove the customer of a license.
        changes.remove(call.actor(), find(call).id());
        return Reply.none();
    }

    private Reply ban(Call call) {
        return Reply.of(views.of(call, changes.disable(call.actor(), find(call).id())));
    }

    private Reply unban(Call call) {
        return Reply.of(views.of(call, changes.enable(call.actor(), find(call).id())));
    }

    private Reply licenses(Call call) {
        return licenses.list(call, LicenseFilter.ALL, find(call).id());
    }

    private User find(Call call) {
        String name = call.path("id");
        Optional<UUID> id = Ids.parse(name);
        return id.isPresent()
                ? users.get(call.actor(), id.get())
                : views.byEmail(call.actor(), name).orElseThrow(() -> Failure.notFound("user", name));
    }
}
