package dev.marque.platform.audit.chain;

import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something for every tenant; what fails for one is done for the others all the same. */
final class EachTenant {

    private EachTenant() {}

    /** @throws RuntimeException the first failure, with the others as suppressed ones, once all had their turn */
    static void run(Tenants tenants, Consumer<TenantId> work) {
        @Nullable RuntimeException failure = null;
        for (Tenant tenant : tenants.all()) {
            try {
                work.accept(tenant.id());
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
