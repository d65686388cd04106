package dev.marque.examples.cdi;

import dev.marque.quarkus.RequiresFeature;
import jakarta.enterprise.context.ApplicationScoped;

/** What the program does: all of it with a valid license, some of it with a feature. */
@ApplicationScoped
@RequiresFeature
public class Reports {

    public String welcome() {
        return "welcome";
    }

    @RequiresFeature(value = "reports", count = "reports")
    public String report(String name) {
        return "report " + name;
    }
}
