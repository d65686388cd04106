package dev.marque.app.boot;

import static java.util.stream.Collectors.joining;

import dev.marque.app.wiring.Sources;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Profile;
import dev.marque.platform.readiness.Surroundings;
import dev.marque.platform.readiness.UnsafeSetting.Finding;
import dev.marque.platform.readiness.UnsafeSettings;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Names what is unsafe before anything is opened, and in production refuses to go on. */
final class UnsafeSettingsCheck {

    private UnsafeSettingsCheck() {}

    static void run(MarqueConfiguration configuration, Clock clock, Announcer announcer) {
        List<Finding> findings = UnsafeSettings.find(new Surroundings(
                configuration,
                name -> ConfigProvider.getConfig().getOptionalValue(name, String.class),
                System.getenv(),
                clock.equals(Sources.systemClock())));
        if (findings.isEmpty()) {
            return;
        }
        if (configuration.profile() == Profile.PRODUCTION) {
            throw new ConfigurationProblem(
                    findings.size() + " settings are unsafe for production (docs/production.md explains each):\n"
                            + findings.stream().map(finding -> "  - " + finding).collect(joining("\n")));
        }
        announcer.say("  Fine for development, refused in production: "
                + findings.stream().map(finding -> finding.setting().code()).collect(joining(", ")) + ".");
    }
}
