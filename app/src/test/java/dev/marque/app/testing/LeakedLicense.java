package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A license whose key was tried on two machines where one is expected. */
public final class LeakedLicense {

    private LeakedLicense() {}

    /** The id of the suspicion that follows. */
    public static String suspected(World world) {
        Shop shop = new Shop(world.admin());
        Shop.License license = shop.license(shop.policy(shop.product(), """
                "requiresActivation": false, "rules": {"leaks": {"machines": 1}}"""));
        for (String machine : List.of("one", "two")) {
            Answer validated = license.installation()
                    .post("/api/v1/licensing/validate", "{\"fingerprint\": {\"value\": \"%s\"}}".formatted(machine));
            assertThat(validated.status()).as(validated.toString()).isEqualTo(200);
        }
        world.watchLeaks();
        return world.admin()
                .get("/api/v1/license-leaks?state=OPEN&licenseId=" + license.id())
                .text("/items/0/id");
    }
}
