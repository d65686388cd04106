package dev.marque.keygen.catalog;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.webhook.Told;
import dev.marque.keygen.wire.Links;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.product.Products;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Products, policies and entitlements in webhooks. Thread-safe. */
@Singleton
class CatalogTold implements Told {

    private static final String PRODUCT = "product";
    private static final String POLICY = "policy";

    private final Products products;
    private final Policies policies;
    private final EntitlementCatalogue entitlements;
    private final Details details;

    @Inject
    CatalogTold(Products products, Policies policies, EntitlementCatalogue entitlements, Details details) {
        this.products = products;
        this.policies = policies;
        this.entitlements = entitlements;
        this.details = details;
    }

    @Override
    public Set<String> records() {
        return Set.of(PRODUCT, POLICY, "entitlement");
    }

    @Override
    public Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event) {
        UUID id = event.aggregateId();
        try {
            return switch (event.aggregateType()) {
                case PRODUCT ->
                    Optional.of(ProductView.of(products.get(room, id), details.of(room, Kind.PRODUCT, id), links));
                case POLICY ->
                    Optional.of(PolicyView.of(policies.get(room, id), details.of(room, Kind.POLICY, id), links));
                default -> entitlements.find(room, id).map(found -> found.view(links));
            };
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
