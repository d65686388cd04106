package dev.marque.keygen.release;

import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_WRITE;

import dev.marque.keygen.catalog.ProductView;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.validation.Channel;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.product.Products;
import dev.marque.licensing.release.ListedRelease;
import dev.marque.licensing.release.Release;
import dev.marque.licensing.release.Releases;
import dev.marque.licensing.validation.Validations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The versions that vendors listed, as releases without files. */
@Singleton
public class ReleaseRoutes implements RouteSource {

    private static final Set<String> KNOWN = Set.of("name", "version", "channel", "tag", "description", "status");
    private static final Set<Code> NOT_COVERED = Set.of(
            Code.VERSION_UNKNOWN,
            Code.CHANNEL_NOT_LICENSED,
            Code.MAINTENANCE_ENDED,
            Code.UPDATE_REQUIRED,
            Code.EXPIRED);

    private final Releases releases;
    private final ListedReleases listed;
    private final Products products;
    private final Details details;
    private final Validations validations;

    @Inject
    ReleaseRoutes(
            Releases releases, ListedReleases listed, Products products, Details details, Validations validations) {
        this.releases = releases;
        this.listed = listed;
        this.products = products;
        this.details = details;
        this.validations = validations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/releases", this::list, PRODUCTS_READ, LICENSING_USE),
                Route.of("POST", "/releases", this::create, PRODUCTS_WRITE),
                Route.of("GET", "/releases/{id}", this::show, PRODUCTS_READ, LICENSING_USE),
                Route.of("DELETE", "/releases/{id}", this::delete, PRODUCTS_WRITE),
                Route.of("GET", "/releases/{id}/upgrade", this::upgrade, PRODUCTS_READ, LICENSING_USE),
                Route.of("GET", "/releases/{id}/product", this::product, PRODUCTS_READ, LICENSING_USE),
                Route.of("GET", "/releases/{id}/artifacts", this::artifacts, PRODUCTS_READ, LICENSING_USE),
                Route.of("GET", "/products/{product}/releases", this::ofProduct, PRODUCTS_READ, LICENSING_USE));
    }

    private Reply list(Call call) {
        return list(call, listed.scope(call));
    }

    private Reply ofProduct(Call call) {
        UUID product = call.id("product", "product");
        if (!listed.scope(call).contains(product)) {
            throw Failure.notFound("product", product.toString());
        }
        return list(call, List.of(product));
    }

    private Reply list(Call call, List<UUID> ofProducts) {
        call.query().refuse("version", "tag", "status", "package", "engine", "entitlements", "constraints");
        Optional<String> channel = call.query().text("channel");
        List<Listed> wanted = listed.of(call, ofProducts).stream()
                .filter(found -> channel.map(word ->
                                word.equalsIgnoreCase(found.release().channel().name()))
                        .orElse(true))
                .toList();
        return Paging.list(call, Listing.of(wanted), found -> found.view(call.links()));
    }

    private Reply show(Call call) {
        return Reply.of(listed.find(call).view(call.links()));
    }

    private Reply product(Call call) {
        UUID product = listed.find(call).product();
        return Reply.of(ProductView.of(
                products.get(call.actor(), product), details.of(call.actor(), Kind.PRODUCT, product), call.links()));
    }

    private Reply create(Call call) {
        Fields data = call.body().data("release", "releases");
        Fields attributes = Body.needAttributes(data, KNOWN);
        String version = attributes.needText("version");
        if (Version.parse(version).isEmpty()) {
            throw Failure.unprocessable(attributes.at("version"), "VERSION_INVALID", "must be a valid version");
        }
        Channel channel = attributes
                .text("channel")
                .map(word -> java.util.Arrays.stream(Channel.values())
                        .filter(known -> known.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow(() -> Failure.unprocessable(
                                attributes.at("channel"), "CHANNEL_NOT_ALLOWED", "unsupported value")))
                .orElse(null);
        UUID product = Body.needRelated(Body.relationships(data, Set.of("product")), "product", "product", "products");
        boolean known = releases.of(call.actor(), product).stream().anyMatch(release -> release.version()
                .equals(Version.of(version).toString()));
        if (known) {
            throw Failure.unprocessable(attributes.at("version"), "VERSION_TAKEN", "already exists");
        }
        Release made = releases.list(call.actor(), product, version, new ListedRelease(channel, null, null));
        Listed fresh = new Listed(product, made);
        return Reply.created(fresh.view(call.links()), call.links().to("releases/" + fresh.id()));
    }

    private Reply delete(Call call) {
        Listed found = listed.find(call);
        releases.unlist(call.actor(), found.product(), found.release().version());
        return Reply.none();
    }

    /** The newest release beyond this one that is asked for and that the license covers. */
    private Reply upgrade(Call call) {
        Listed current = listed.find(call);
        if (call.query().text("package").isPresent()) {
            // No release is in a package.
            throw Failure.notFound("release upgrade", call.path("id"));
        }
        Optional<Constraint> constraint = call.query().text("constraint").map(Constraint::of);
        Channel channel = call.query()
                .text("channel")
                .flatMap(word -> java.util.Arrays.stream(Channel.values())
                        .filter(known -> known.name().equalsIgnoreCase(word))
                        .findFirst())
                .orElse(current.release().channel());
        Listed next = listed.of(call, List.of(current.product())).stream()
                .filter(found -> found.version().compareTo(current.version()) > 0
                        && channel.covers(found.release().channel())
                        && constraint
                                .map(asked -> asked.admits(found.version()))
                                .orElse(true))
                .sorted(Comparator.comparing(Listed::version).reversed())
                .filter(found -> isCovered(call, found))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("release upgrade", call.path("id")));
        return Reply.of(
                next.view(call.links()),
                Map.of(
                        "current",
                        current.release().version(),
                        "next",
                        next.release().version()));
    }

    private boolean isCovered(Call call, Listed found) {
        if (!call.byLicense()) {
            return true;
        }
        ValidationRequest request = ValidationRequest.PLAIN.by(null, found.version());
        return validations.explain(call.actor(), call.actor().id(), request, null).reasons().stream()
                .noneMatch(reason -> NOT_COVERED.contains(reason.code()));
    }

    /** Marque lists versions and keeps no files of them: there are none. */
    private Reply artifacts(Call call) {
        listed.find(call);
        return Paging.list(call, Listing.of(List.<Listed>of()), found -> found.view(call.links()));
    }
}
