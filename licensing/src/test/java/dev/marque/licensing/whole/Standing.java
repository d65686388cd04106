package dev.marque.licensing.whole;

import dev.marque.licensing.license.License;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a license stands, by what it is: told by the services, and by the model. */
final class Standing {

    private static final String USER = "user0@x.example";

    private Standing() {}

    static Map<String, Object> of(Room observer, Given g) {
        License license = observer.fixture.licenses.get(observer.fixture.acme, g.id());
        String held = " where held and coalesce(held_until > '" + observer.fixture.clock.instant()
                + "', true) and license_id = '" + g.id() + "'";
        Map<String, Object> state = new HashMap<>();
        state.put("state", license.state());
        state.put("policy", license.policyId());
        state.put("overrides", license.overrides());
        state.put("max", String.valueOf(license.terms().maxActivations()));
        state.put("expires", String.valueOf(license.expiresAt()));
        state.put("maintained", String.valueOf(license.maintenanceEndsAt()));
        state.put("seats", license.activations());
        state.put("leases", observer.fixture.number("select count(*) from license_leases" + held));
        state.put("users", observer.fixture.number("select count(*) from license_users" + held));
        state.put("features", features(observer, g, null));
        state.put("features of a user", features(observer, g, USER));
        state.put(
                "meters",
                observer.meters.list(observer.fixture.acme, g.id()).stream()
                        .map(use -> use.name() + " " + use.used() + " " + use.reserved())
                        .toList());
        return state;
    }

    private static List<String> features(Room observer, Given g, @Nullable String user) {
        return observer.grants.features(observer.fixture.acme, g.id(), null, user).features().stream()
                .filter(feature -> feature.entitlement() != null)
                .map(feature -> feature.code())
                .toList();
    }

    static Map<String, Object> of(LicenseModel m, UUID policy) {
        Map<String, Object> state = new HashMap<>();
        state.put("state", m.state);
        state.put("policy", policy);
        state.put("overrides", m.overrides);
        state.put("max", String.valueOf(m.plan.max()));
        state.put("expires", String.valueOf(m.expiresAt));
        state.put("maintained", String.valueOf(m.maintenanceEndsAt));
        state.put("seats", m.seats.seats.size());
        state.put("leases", m.leases.taken());
        state.put("users", m.users.taken());
        state.put("features", features(m, null));
        state.put("features of a user", features(m, USER));
        state.put(
                "meters",
                Step.METERS.stream()
                        .filter(meter -> m.plan.limit(meter) != null)
                        .sorted()
                        .map(meter -> meter + " " + m.meters.used(meter) + " " + m.meters.reserved(meter))
                        .toList());
        return state;
    }

    private static List<String> features(LicenseModel m, @Nullable String user) {
        return Step.FEATURES.stream()
                .filter(feature -> m.features.granted(feature, user))
                .sorted()
                .toList();
    }
}
