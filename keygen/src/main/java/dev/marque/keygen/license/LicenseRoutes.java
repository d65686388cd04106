package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Query;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.license.LicenseLists;
import dev.marque.licensing.license.LicenseTraits;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licenses: looking at them, making and changing them. */
@Singleton
public class LicenseRoutes implements RouteSource {

    private final LicenseLists lists;
    private final LicenseFinder finder;
    private final LicenseViews views;
    private final LicenseWriting writing;
    private final Owners owners;
    private final MachineSearch machines;
    private final InstantSource clock;
    private final Database database;

    @Inject
    LicenseRoutes(
            LicenseLists lists,
            LicenseFinder finder,
            LicenseViews views,
            LicenseWriting writing,
            Owners owners,
            MachineSearch machines,
            InstantSource clock,
            Database database) {
        this.lists = lists;
        this.finder = finder;
        this.owners = owners;
        this.machines = machines;
        this.clock = clock;
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
        return sold(call, query.id("product").orElse(null), query.id("policy").orElse(null));
    }

    private Reply ofPolicy(Call call) {
        return sold(call, null, call.id("policy", "policy"));
    }

    private Reply ofProduct(Call call) {
        return sold(call, call.id("product", "product"), null);
    }

    private Reply sold(Call call, @Nullable UUID product, @Nullable UUID policy) {
        Query query = call.query();
        UUID owner = LicenseQuery.owner(query)
                .map(name -> owners.named(call.actor(), name))
                .orElse(null);
        return list(call, new LicenseFilter(product, policy, null, null, null), owner);
    }

    /**
     * The licenses of a list, with what the query wants them to be like.
     *
     * @param owner whose; null for everybody's
     */
    public Reply list(Call call, LicenseFilter filter, @Nullable UUID owner) {
        LicenseQuery query = new LicenseQuery(call.query(), clock.instant(), () -> owners.banned(call.actor()));
        LicenseTraits wanted = call.query()
                .id("machine")
                .map(machine -> query.traits(owner).only(licenseOf(call, machine)))
                .orElseGet(() -> query.traits(owner));
        return Paging.pages(
                call,
                Listing.asked(
                        slice -> lists.slice(call.actor(), filter, wanted, slice),
                        () -> lists.count(call.actor(), filter, wanted, Listing.COUNTED)),
                found -> database.together(call.account(), () -> views.of(call, found)));
    }

    /** The license that a machine uses; the machine's own id, which no license has, if it is not there. */
    private UUID licenseOf(Call call, UUID machine) {
        return machines.byId(call.actor(), machine)
                .map(found -> found.license().id())
                .orElse(machine);
    }
}
