package dev.marque.licensing;

import dev.marque.platform.environment.EnvironmentContent;
import jakarta.inject.Singleton;
import java.util.List;

/** Everything of licensing that is in an environment belongs to one of these, or is one. */
@Singleton
public class LicensingEnvironmentContent implements EnvironmentContent {

    @Override
    public List<String> tables() {
        return List.of("products", "policies", "licenses", "access_rules");
    }
}
