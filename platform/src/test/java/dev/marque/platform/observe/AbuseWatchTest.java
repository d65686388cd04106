package dev.marque.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.testkit.MovableClock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbuseWatchTest {

    private static final Logger LOGGER = Logger.getLogger(AbuseWatch.class.getName());

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private final AbuseWatch watch = new AbuseWatch(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
        AbuseWatch.ALARMS.show();
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        Metrics.removeRegistry(registry);
    }

    @Test
    void whoGuessesIsToldOfOnce() {
        refusals(AbuseWatch.THRESHOLD - 1, "192.0.2.7");
        assertThat(lines).isEmpty();

        refusals(100, "192.0.2.7");

        assertThat(lines).singleElement().asString().contains("KEY_GUESSING", "192.0.2.7");
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void mistakesOfManyAreNoAlarm() {
        for (int host = 1; host <= 200; host++) {
            refusals(10, "192.0.2." + host);
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void mistakesOfAWholeDayAreNoAlarm() {
        for (int hour = 0; hour < 24; hour++) {
            refusals(AbuseWatch.THRESHOLD - 1, "192.0.2.7");
            clock.advance(Duration.ofHours(1));
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void whoGoesOnIsToldOfAgainInTheNextWindow() {
        refusals(AbuseWatch.THRESHOLD, "192.0.2.7");
        clock.advance(AbuseWatch.WINDOW);
        refusals(AbuseWatch.THRESHOLD, "192.0.2.7");
        assertThat(lines).hasSize(2);
    }

    @Test
    void addressesOfOneIpv6SiteAreOne() {
        for (int host = 1; host <= AbuseWatch.THRESHOLD; host++) {
            refusals(1, "2001:db8:1:2::" + Integer.toHexString(host));
        }
        assertThat(lines).singleElement().asString().contains("2001:db8:1:2:");
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
