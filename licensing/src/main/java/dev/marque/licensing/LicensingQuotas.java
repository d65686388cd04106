package dev.marque.licensing;

import dev.marque.platform.quota.Quota;
import dev.marque.platform.quota.QuotaSource;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room counts. */
@Singleton
public class LicensingQuotas implements QuotaSource {

    public static final Quota PRODUCTS = new Quota("products", "Products", "select count(*) from products");
    public static final Quota LICENSES = new Quota(
            "licenses", "Licenses that are not archived", "select count(*) from licenses where state <> 'ARCHIVED'");
    public static final Quota ACTIVATIONS = new Quota(
            "activations",
            "Machines that are active now",
            "select count(*) from license_activations where deactivated_at is null");

    @Override
    public List<Quota> quotas() {
        return List.of(PRODUCTS, LICENSES, ACTIVATIONS);
    }
}
