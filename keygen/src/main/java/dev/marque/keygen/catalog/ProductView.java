package dev.marque.keygen.catalog;

import dev.marque.keygen.details.Detail;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.licensing.product.Product;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A product as Keygen shows it. */
public final class ProductView {

    private ProductView() {}

    /** The resource object. */
    public static Map<String, @Nullable Object> of(Product product, Detail detail, Links links) {
        return new Resource("products", product.id(), links)
                .attribute("name", product.name())
                .attribute("code", Objects.requireNonNullElse(detail.text("code"), product.code()))
                .attribute(
                        "distributionStrategy",
                        detail.get("distributionStrategy") == null ? "LICENSED" : detail.get("distributionStrategy"))
                .attribute("url", detail.get("url"))
                .attribute("permissions", List.of())
                .attribute("platforms", detail.get("platforms") == null ? List.of() : detail.get("platforms"))
                .attribute("metadata", detail.metadata())
                .attribute("created", Moments.text(product.createdAt()))
                .attribute("updated", Moments.text(product.updatedAt()))
                .relationship("environment", links.one("", "environments", null))
                .many("policies")
                .many("licenses")
                .many("machines")
                .many("releases")
                .many("tokens")
                .many("users")
                .done();
    }
}
