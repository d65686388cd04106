package dev.marque.keygen.catalog;

import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.POLICIES_READ;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_WRITE;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.ProductEdit;
import dev.marque.licensing.product.Products;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Products. */
@Singleton
public class ProductRoutes implements RouteSource {

    private static final Set<String> DETAILS = Set.of("code", "distributionStrategy", "url", "platforms");
    private static final Set<String> KNOWN =
            Set.of("name", "code", "distributionStrategy", "url", "platforms", Metadata.NAME);
    private static final Set<String> STRATEGIES = Set.of("LICENSED", "OPEN", "CLOSED");

    private final Products products;
    private final Policies policies;
    private final Licenses licenses;
    private final Details details;
    private final Database database;
    private final ProductCodes codes;
    private final Removals removals;

    @Inject
    ProductRoutes(
            Products products,
            Policies policies,
            Licenses licenses,
            Details details,
            Database database,
            ProductCodes codes,
            Removals removals) {
        this.products = products;
        this.policies = policies;
        this.licenses = licenses;
        this.details = details;
        this.database = database;
        this.codes = codes;
        this.removals = removals;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/products", this::list, PRODUCTS_READ),
                Route.of("POST", "/products", this::create, PRODUCTS_WRITE),
                Route.of("GET", "/products/{id}", this::show, PRODUCTS_READ, LICENSING_USE),
                Route.of("PATCH", "/products/{id}", this::update, PRODUCTS_WRITE),
                Route.of("PUT", "/products/{id}", this::update, PRODUCTS_WRITE),
                Route.of("DELETE", "/products/{id}", this::delete, PRODUCTS_WRITE),
                Route.of("GET", "/products/{id}/policies", this::policies, POLICIES_READ));
    }

    private Reply list(Call call) {
        return Paging.pages(
                call,
                Walk.over(request ->
                        removals.there(call.actor(), Kind.PRODUCT, products.list(call.actor(), request), Product::id)),
                found -> views(call, found));
    }

    private List<Map<String, @Nullable Object>> views(Call call, List<Product> found) {
        Map<UUID, Detail> said = details.of(
                call.actor(), Kind.PRODUCT, found.stream().map(Product::id).toList());
        return found.stream()
                .<Map<String, @Nullable Object>>map(product ->
                        ProductView.of(product, said.getOrDefault(product.id(), Detail.NOTHING), call.links()))
                .toList();
    }

    private Reply show(Call call) {
        return Reply.of(view(call, product(call)));
    }

    private Map<String, @Nullable Object> view(Call call, Product product) {
        return ProductView.of(product, details.of(call.actor(), Kind.PRODUCT, product.id()), call.links());
    }

    private Reply create(Call call) {
        Fields data = call.body().data("product", "products");
        Fields attributes = Body.needAttributes(data, KNOWN);
        String name = attributes.needText("name");
        Map<String, @Nullable Object> said = said(attributes);
        String code = codes.codeFor(attributes, name);
        return database.together(call.account(), () -> {
            Product product = products.create(call.actor(), new NewProduct(code, name, null));
            details.say(call.actor(), Kind.PRODUCT, product.id(), said);
            return Reply.created(view(call, product), call.links().to("products/" + product.id()));
        });
    }

    private Reply update(Call call) {
        UUID id = product(call).id();
        Fields attributes = Body.needAttributes(call.body().data("product", "products"), KNOWN);
        Map<String, @Nullable Object> said = said(attributes);
        ProductEdit edit = new ProductEdit(attributes.text("name").orElse(null), null, null, null);
        return database.together(call.account(), () -> {
            Product product = products.update(call.actor(), id, edit, ExpectedVersion.ANY);
            details.say(call.actor(), Kind.PRODUCT, id, said);
            return Reply.of(view(call, product));
        });
    }

    private static Map<String, @Nullable Object> said(Fields attributes) {
        attributes
                .text("distributionStrategy")
                .filter(word -> !STRATEGIES.contains(word))
                .ifPresent(_ -> {
                    throw Failure.unprocessable(
                            attributes.at("distributionStrategy"),
                            "DISTRIBUTION_STRATEGY_NOT_ALLOWED",
                            "unsupported value");
                });
        attributes.texts("platforms");
        for (String text : List.of("code", "url")) {
            attributes.text(text);
        }
        Map<String, @Nullable Object> said = new HashMap<>();
        attributes.values().forEach((name, value) -> {
            if (DETAILS.contains(name)) {
                said.put(name, value);
            }
        });
        Metadata.in(attributes).ifPresent(metadata -> said.put(Metadata.NAME, metadata));
        return said;
    }

    private Reply policies(Call call) {
        UUID id = product(call).id();
        return Paging.list(
                call,
                Walk.over(request -> removals.there(
                        call.actor(), Kind.POLICY, policies.list(call.actor(), id, request), Policy::id)),
                policy -> PolicyView.of(policy, details.of(call.actor(), Kind.POLICY, policy.id()), call.links()));
    }

    private Reply delete(Call call) {
        removals.removeProduct(call, product(call).id());
        return Reply.none();
    }

    /** By id or code; a license sees its own only. */
    private Product product(Call call) {
        String name = call.path("id");
        UUID id = dev.marque.keygen.wire.Ids.parse(name).orElseGet(() -> byCode(call, name));
        if (call.byLicense()
                && !licenses.get(call.actor(), call.actor().id()).productId().equals(id)) {
            throw Failure.notFound("product", name);
        }
        Product found = products.get(call.actor(), id);
        if (!call.byLicense() && removals.isGone(call.actor(), Kind.PRODUCT, id)) {
            throw Failure.notFound("product", name);
        }
        return found;
    }

    private UUID byCode(Call call, String code) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        return products.list(call.actor(), request).items().stream()
                .filter(product -> product.code().equals(code)
                        || code.equals(details.of(call.actor(), Kind.PRODUCT, product.id())
                                .text("code")))
                .map(Product::id)
                .findFirst()
                .orElseThrow(() -> Failure.notFound("product", code));
    }
}
