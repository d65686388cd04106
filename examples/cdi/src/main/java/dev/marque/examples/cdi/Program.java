package dev.marque.examples.cdi;

import dev.marque.quarkus.FeatureInterceptor;
import dev.marque.quarkus.LicenseCheck;
import dev.marque.quarkus.MarqueProducer;
import dev.marque.sdk.LicenseException;
import io.smallrye.config.inject.ConfigExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.logging.Logger;

/**
 * The program. Quarkus finds the beans by itself; here they are named. Settings are system properties or environment
 * variables: {@code marque.license-key}, {@code MARQUE_LICENSE_KEY}, ….
 */
public final class Program {

    private static final Logger LOG = Logger.getLogger(Program.class.getName());

    private Program() {}

    public static void main(String... names) {
        try (SeContainer container = start()) {
            Reports reports = container.select(Reports.class).get();
            LOG.info(reports.welcome());
            for (String name : names) {
                LOG.info(reports.report(name));
            }
        } catch (LicenseException e) {
            LOG.severe(e.code() + ": " + e.getMessage());
            System.exit(1);
        }
    }

    static SeContainer start() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(ConfigExtension.class)
                .addBeanClasses(MarqueProducer.class, FeatureInterceptor.class, LicenseCheck.class)
                .addBeanClasses(Reports.class, LicenseNews.class)
                .initialize();
    }
}
