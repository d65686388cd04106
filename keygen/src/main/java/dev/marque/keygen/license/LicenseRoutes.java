package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.kernel.page.Page;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Query;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.license.Licenses;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Licenses: looking at them, making and changing them. */
@Singleton
public class LicenseRoutes implements RouteSource {

    private final Licenses licenses;
    private final LicenseFinder finder;
    private final LicenseViews views;
    private final LicenseWriting writing;
    private final Database database;

    @Inject
    LicenseRoutes(
            Licenses licenses, LicenseFinder finder, LicenseViews views, LicenseWriting writing, Database database) {
        this.licenses = licenses;
        this.finder = finder;
        this.views = views;
        this.writing = writing;
        this.database = database;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/licenses", this::list, LICENSES_READ, LICENSING_USE),
                Route.of("POST", "/licenses", writing::create, LICENSES_WRITE),
                Route.of("GET", "/licenses/{id}", this::show, LICENSES_READ, LICENSING_USE),
                Route.of("PATCH", "/licenses/{id}", writing::update, LICENSES_WRITE),
                Route.of("PUT", "/licenses/{id}", writing::update, LICENSES_WRITE),
                Route.of("DELETE", "/licenses/{id}", writing::delete, LICENSES_WRITE),
                Route.of("GET", "/policies/{policy}/licenses", this::ofPolicy, LICENSES_READ),
                Route.of("GET", "/products/{product}/licenses", this::ofProduct, LICENSES_READ));
    }

    private Reply show(Call call) {
        return Reply.of(views.of(call, finder.find(call, call.path("id"))));
    }

    private Reply list(Call call) {
        Query query = call.query();
        return list(call, query.id("product").orElse(null), query.id("policy").orElse(null));
    }

    private Reply ofPolicy(Call call) {
        return list(call, null, call.id("policy", "policy"));
    }

    private Reply ofProduct(Call call) {
        return list(call, call.id("product", "product"), null);
    }

    private Reply list(Call call, @Nullable UUID product, @Nullable UUID policy) {
        LicenseFilter filter = new LicenseFilter(product, policy, null, null, null);
        Predicate<License> wanted = wanted(call);
        return Paging.pages(
                call,
                request ->
                        call.byLicense() ? new Page<>(own(call), null) : licenses.list(call.actor(), filter, request),
                license -> KnownLicense.isThere(license) && wanted.test(license),
                found -> database.together(call.account(), () -> views.of(call, found)));
    }

    private List<License> own(Call call) {
        return finder.get(call.actor(), call.actor().id()).stream().toList();
    }

    private static Predicate<License> wanted(Call call) {
        Query query = call.query();
        Optional<Boolean> suspended = query.flag("suspended");
        Optional<UUID> owner = query.id("owner").or(() -> query.id("user"));
        Map<String, String> metadata = metadata(query);
        return license -> suspended
                        .map(asked -> asked == (license.state() == LicenseState.SUSPENDED))
                        .orElse(true)
                && owner.map(id -> id.equals(license.assignment().customerUserId()))
                        .orElse(true)
                && license.metadata().entrySet().containsAll(metadata.entrySet());
    }

    /** {@code metadata[name]=value}. */
    private static Map<String, String> metadata(Query query) {
        Map<String, String> wanted = new java.util.HashMap<>();
        query.values().forEach((name, values) -> {
            if (name.startsWith("metadata[") && name.endsWith("]")) {
                wanted.put(name.substring("metadata[".length(), name.length() - 1), values.getFirst());
            }
        });
        return wanted;
    }
}
