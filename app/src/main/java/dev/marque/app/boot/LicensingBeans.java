package dev.marque.app.boot;

import dev.marque.licensing.access.Countries;
import dev.marque.licensing.access.CountryFile;
import dev.marque.platform.config.MarqueConfiguration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What licensing does differently from server to server. */
@Singleton
public class LicensingBeans {

    @Produces
    @Singleton
    Countries countries(MarqueConfiguration configuration, Clock clock) {
        return configuration
                .licensing()
                .countries()
                .<Countries>map(path -> new CountryFile(path, clock))
                .orElse(Countries.UNKNOWN);
    }
}
