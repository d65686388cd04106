package dev.marque.keygen.file;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.catalog.EntitlementCatalogue;
import dev.marque.keygen.catalog.PolicyView;
import dev.marque.keygen.catalog.ProductView;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseViews;
import dev.marque.keygen.license.Owners;
import dev.marque.keygen.machine.Components;
import dev.marque.keygen.machine.MachineViews;
import dev.marque.keygen.people.UserViews;
import dev.marque.keygen.route.Call;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.license.License;
import dev.marque.licensing.product.Products;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in files: the record, and what was asked to travel with it. Thread-safe. */
@Singleton
class FileContent {

    static final Set<String> OF_LICENSE =
            Set.of("entitlements", "product", "policy", "owner", "user", "users", "group", "environment");

    static final Set<String> OF_MACHINE = Set.of(
            "license",
            "license.entitlements",
            "license.product",
            "license.policy",
            "license.owner",
            "license.user",
            "license.users",
            "components",
            "environment",
            "group",
            "owner");

    private static final String OF_ITS_LICENSE = "license.";

    private final LicenseViews licenses;
    private final MachineViews machines;
    private final EntitlementCatalogue catalogue;
    private final Products products;
    private final Components components;
    private final Owners owners;
    private final UserViews users;
    private final Details details;

    @Inject
    FileContent(
            LicenseViews licenses,
            MachineViews machines,
            EntitlementCatalogue catalogue,
            Products products,
            Components components,
            Owners owners,
            UserViews users,
            Details details) {
        this.licenses = licenses;
        this.machines = machines;
        this.catalogue = catalogue;
        this.products = products;
        this.components = components;
        this.owners = owners;
        this.users = users;
        this.details = details;
    }

    Map<String, @Nullable Object> ofLicense(Call call, KnownLicense known, String key, Set<String> include) {
        return document(license(call, known, key), included(call, known, include, ""));
    }

    Map<String, @Nullable Object> ofMachine(
            Call call, FoundMachine machine, KnownLicense known, String key, Set<String> include) {
        List<Map<String, @Nullable Object>> included = new ArrayList<>();
        boolean withLicense = include.stream().anyMatch(name -> name.startsWith("license"));
        if (withLicense) {
            included.add(license(call, known, key));
        }
        included.addAll(included(call, known, include, OF_ITS_LICENSE));
        if (include.contains("components")) {
            components
                    .list(call.actor(), machine.activation().id(), null, PageRequest.first(PageRequest.MAX_LIMIT))
                    .items()
                    .forEach(component -> included.add(MachineViews.component(call.links(), machine, component)));
        }
        return document(machines.of(call, machine), included);
    }

    private Map<String, @Nullable Object> license(Call call, KnownLicense known, String key) {
        return licenses.made(call.links(), call.actor(), known, key);
    }

    private static Map<String, @Nullable Object> document(
            Map<String, @Nullable Object> data, List<Map<String, @Nullable Object>> included) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("data", data);
        if (!included.isEmpty()) {
            document.put("included", included);
        }
        return document;
    }

    private List<Map<String, @Nullable Object>> included(
            Call call, KnownLicense known, Set<String> include, String prefix) {
        License license = known.license();
        List<Map<String, @Nullable Object>> included = new ArrayList<>();
        if (include.contains(prefix + "entitlements")) {
            catalogue.of(call.actor(), license).forEach(found -> included.add(found.view(call.links())));
        }
        if (include.contains(prefix + "product")) {
            UUID product = license.productId();
            included.add(ProductView.of(
                    products.get(call.actor(), product),
                    details.of(call.actor(), Kind.PRODUCT, product),
                    call.links()));
        }
        if (include.contains(prefix + "policy")) {
            included.add(PolicyView.of(known.policy(), known.policySaid(), call.links()));
        }
        if (include.contains(prefix + "owner") || include.contains(prefix + "user")) {
            owners.of(call.actor(), license).ifPresent(owner -> included.add(users.of(call, owner)));
        }
        return included;
    }

    /** Files are not kept: their id follows from what they are. */
    static UUID idOf(String certificate) {
        return UUID.nameUUIDFromBytes(certificate.getBytes(StandardCharsets.UTF_8));
    }
}
