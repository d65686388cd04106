package dev.marque.keygen.release;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.Products;
import dev.marque.licensing.release.Releases;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the versions that a caller may see. Thread-safe. */
@Singleton
class ListedReleases {

    private final Releases releases;
    private final Products products;
    private final Licenses licenses;

    @Inject
    ListedReleases(Releases releases, Products products, Licenses licenses) {
        this.releases = releases;
        this.products = products;
        this.licenses = licenses;
    }

    /** The products whose releases the caller may see: a license's own, or all, or the one that is asked for. */
    List<UUID> scope(Call call) {
        Optional<UUID> asked = call.query().text("product").flatMap(name -> product(call, name));
        if (call.byLicense()) {
            UUID own = licenses.get(call.actor(), call.actor().id()).productId();
            return asked.isPresent() && !asked.get().equals(own) ? List.of() : List.of(own);
        }
        if (call.query().text("product").isPresent()) {
            return asked.map(List::of).orElse(List.of());
        }
        return all(call).stream().map(Product::id).toList();
    }

    private Optional<UUID> product(Call call, String name) {
        Optional<UUID> id = Ids.parse(name);
        return id.isPresent()
                ? id
                : all(call).stream()
                        .filter(product -> product.code().equals(name))
                        .map(Product::id)
                        .findFirst();
    }

    private List<Product> all(Call call) {
        List<Product> found = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<Product> page = products.list(call.actor(), request);
            found.addAll(page.items());
            if (page.next() == null) {
                return found;
            }
            request = new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(page.next()));
        }
    }

    /** Those of the products, newest first. */
    List<Listed> of(Call call, List<UUID> ofProducts) {
        return ofProducts.stream()
                .flatMap(product ->
                        releases.of(call.actor(), product).stream().map(release -> new Listed(product, release)))
                .toList();
    }

    /** By id or version. */
    Listed find(Call call) {
        String name = call.path("id");
        Optional<Version> version = Version.parse(name);
        return of(call, scope(call)).stream()
                .filter(found -> found.id().toString().equals(name)
                        || version.filter(found.version()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> Failure.notFound("release", name));
    }
}
