package dev.marque.keygen.catalog;

import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.POLICIES_READ;
import static dev.marque.licensing.LicensingPermissions.POLICIES_WRITE;

import dev.marque.keygen.details.Metadata;
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
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.license.Licenses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Entitlements, by id or code. */
@Singleton
public class EntitlementRoutes implements RouteSource {

    private static final Set<String> KNOWN = Set.of("name", "code", Metadata.NAME);

    private final EntitlementCatalogue catalogue;
    private final Licenses licenses;

    @Inject
    EntitlementRoutes(EntitlementCatalogue catalogue, Licenses licenses) {
        this.catalogue = catalogue;
        this.licenses = licenses;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/entitlements", this::list, POLICIES_READ, LICENSING_USE),
                Route.of("POST", "/entitlements", this::create, POLICIES_WRITE),
                Route.of("GET", "/entitlements/{id}", this::show, POLICIES_READ, LICENSING_USE),
                Route.of("PATCH", "/entitlements/{id}", this::update, POLICIES_WRITE),
                Route.of("PUT", "/entitlements/{id}", this::update, POLICIES_WRITE),
                Route.of("DELETE", "/entitlements/{id}", this::delete, POLICIES_WRITE));
    }

    /** A license sees what it grants, and not what else there is to buy. */
    private Reply list(Call call) {
        if (call.byLicense()) {
            List<Entitlement> own = own(call);
            return Paging.list(call, Listing.of(own), found -> found.view(call.links()));
        }
        return Paging.list(
                call, Walk.over(request -> catalogue.list(call.actor(), request)), found -> found.view(call.links()));
    }

    private List<Entitlement> own(Call call) {
        return catalogue.of(
                call.actor(), licenses.get(call.actor(), call.actor().id()));
    }

    private Reply show(Call call) {
        Entitlement found = find(call);
        if (call.byLicense() && !own(call).contains(found)) {
            throw Failure.notFound("entitlement", call.path("id"));
        }
        return Reply.of(found.view(call.links()));
    }

    private Reply create(Call call) {
        Fields attributes = Body.needAttributes(call.body().data("entitlement", "entitlements"), KNOWN);
        String name = bounded(attributes, "name", attributes.needText("name"));
        String code = attributes.needText("code");
        Entitlement made = catalogue.create(
                call.actor(),
                code,
                feature(attributes, code),
                name,
                Metadata.in(attributes).orElse(Map.of()));
        return Reply.created(made.view(call.links()), call.links().to("entitlements/" + made.id()));
    }

    private static String bounded(Fields attributes, String field, String text) {
        if (text.length() > Inputs.NAME) {
            throw Failure.unprocessable(
                    attributes.at(field), Failure.code(field, "TOO_LONG"), "is too long (maximum is 200 characters)");
        }
        return text;
    }

    /** The code of the feature that it is: letters of either case are the same. */
    private static String feature(Fields attributes, String code) {
        String feature = code.toLowerCase(Locale.ROOT);
        if (!feature.matches(Inputs.CODE)) {
            throw Failure.unprocessable(
                    attributes.at("code"),
                    "CODE_INVALID",
                    "must be 1 to 63 of letters, digits, dot, hyphen and underscore");
        }
        return feature;
    }

    private Reply update(Call call) {
        Entitlement before = find(call);
        Fields attributes = Body.needAttributes(call.body().data("entitlement", "entitlements"), KNOWN);
        attributes.text("code").filter(code -> !code.equals(before.code())).ifPresent(_ -> {
            throw Failure.unsupported(attributes.at("code"), "stays as it is: licenses grant it under this code");
        });
        Entitlement after = catalogue.update(
                call.actor(),
                before.id(),
                attributes
                        .text("name")
                        .map(name -> bounded(attributes, "name", name))
                        .orElse(null),
                Metadata.in(attributes).orElse(null));
        return Reply.of(after.view(call.links()));
    }

    private Reply delete(Call call) {
        catalogue.delete(call.actor(), find(call).id());
        return Reply.none();
    }

    private Entitlement find(Call call) {
        String name = call.path("id");
        return Ids.parse(name)
                .map(id -> catalogue.find(call.actor(), id))
                .orElseGet(() -> catalogue.findByFeature(call.actor(), name.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> Failure.notFound("entitlement", name));
    }
}
