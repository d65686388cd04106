package dev.marque.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.testing.LogLines;
import dev.marque.testkit.MovableClock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbuseWatchTest {

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private final AbuseWatch watch = new AbuseWatch(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LogLines lines = LogLines.of(AbuseWatch.class.getName());

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
        AbuseWatch.ALARMS.show();
    }

    @AfterEach
    void stopListening() {
        lines.close();
        Metrics.removeRegistry(registry);
    }

    @Test
    void whoGuessesIsToldOfOnce() {
        refusals(AbuseWatch.THRESHOLD - 1, "192.0.2.7");
        assertThat(lines.all()).isEmpty();

        refusals(100, "192.0.2.7");

        assertThat(lines.all()).singleElement().asString().contains("KEY_GUESSING", "192.0.2.7");
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void mistakesOfManyAreNoAlarm() {
        for (int host = 1; host <= 200; host++) {
            refusals(10, "192.0.2." + host);
        }
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void mistakesOfAWholeDayAreNoAlarm() {
        for (int hour = 0; hour < 24; hour++) {
            refusals(AbuseWatch.THRESHOLD - 1, "192.0.2.7");
            clock.advance(Duration.ofHours(1));
        }
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void whoGoesOnIsToldOfAgainInTheNextWindow() {
        refusals(AbuseWatch.THRESHOLD, "192.0.2.7");
        clock.advance(AbuseWatch.WINDOW);
        refusals(AbuseWatch.THRESHOLD, "192.0.2.7");
        assertThat(lines.all()).hasSize(2);
    }

    @Test
    void addressesOfOneIpv6SiteAreOne() {
        for (int host = 1; host <= AbuseWatch.THRESHOLD; host++) {
            refusals(1, "2001:db8:1:2::" + Integer.toHexString(host));
        }
        assertThat(lines.all()).singleElement().asString().contains("2001:db8:1:2:");
    }

    @Test
    void noAddressIsALabel() {
        refusals(AbuseWatch.THRESHOLD, "192.0.2.7");
        // The registry also holds what other tests of this JVM counted.
        assertThat(registry.find("marque.abuse.alarms").meters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(io.micrometer.core.instrument.Tag::getValue)
                .containsOnly("key-guessing", "credential-stuffing", "account-under-siege");
    }

    private void refusals(int times, String address) {
        for (int i = 0; i < times; i++) {
            watch.refused(Abuse.KEY_GUESSING, address);
        }
    }

    private double alarms() {
        return registry.get("marque.abuse.alarms")
                .tag("abuse", "key-guessing")
                .counter()
                .count();
    }
}
