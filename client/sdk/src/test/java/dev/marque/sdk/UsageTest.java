package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is used is counted once, whatever happens between the program and the server. */
class UsageTest extends BesideVendor {

    @Test
    void countsAreToldInSums() throws Exception {
        try (Marque marque = program().start()) {
            for (int i = 0; i < 50; i++) {
                marque.count("calls", 2);
            }
            marque.report("storage", 10);
            marque.report("storage", 7);
            marque.seen("active", "ada");
            marque.seen("active", "ada");
            marque.seen("active", "grace");
            marque.checkNow();
        }
        assertThat(vendor.license.counted).containsEntry("calls", 100L).containsEntry("active", 2L);
        assertThat(vendor.license.levels).containsEntry("storage", 7L);
        assertThat(vendor.license.members.get("active")).containsExactly("ada", "grace");
        assertThat(vendor.asked("meters/consume")).isEqualTo(3);
    }

    @Test
    void whatIsCountedDuringAnOutageIsToldAfterTheNextStart() throws Exception {
        try (Marque marque = program().start()) {
            vendor.down();
            marque.checkNow();
            marque.count("calls", 5);
        }
        try (Marque marque = program().start()) {
            marque.count("calls", 6);
            marque.saveUsage();
            vendor.up();
            marque.checkNow();
        }
        assertThat(vendor.license.counted).containsEntry("calls", 11L);
    }

    @Test
    void anAnswerThatGetsLostIsCountedOnce() throws Exception {
        try (Marque marque = program().start()) {
            marque.count("calls", 5);
            marque.used("export");
            marque.saveUsage();
            vendor.failure = Vendor.Failure.ANSWER_LOST;
            // The round ends at the first call; the end of the program tells what is left, into the same void.
        }
        try (Marque marque = program().start()) {
            marque.checkNow();
            vendor.failure = Vendor.Failure.NONE;
            marque.count("calls", 1);
            marque.checkNow();
            marque.checkNow();
        }
        assertThat(vendor.license.counted).containsEntry("calls", 6L);
        assertThat(vendor.license.featuresUsed).isEqualTo(Map.of("export", 1L));
    }

    @Test
    void aConsumptionAsksFirst() throws Exception {
        vendor.license.apiCalls = 10;
        try (Marque marque = program().start()) {
            assertThat(marque.consume("api-calls", 4))
                    .isEqualTo(new Consumption(true, "GRANTED", "The license is VALID.", 6L, false));
            assertThat(marque.consume("api-calls", 7).granted()).isFalse();
        }
        assertThat(vendor.license.counted).containsEntry("api-calls", 4L);
    }

    @Test
    void withoutServerWhatWasLeftDecidesAndIsCountedOnceLater() throws Exception {
        vendor.license.apiCalls = 10;
        try (Marque marque = program().start()) {
            vendor.failure = Vendor.Failure.ANSWER_LOST;
            Consumption lost = marque.consume("api-calls", 4);
            assertThat(lost.granted()).isTrue();
            assertThat(lost.later()).isTrue();
            vendor.down();
            assertThat(marque.consume("api-calls", 6).granted()).isTrue();
            assertThat(marque.consume("api-calls", 1).code()).isEqualTo("LIMIT_EXCEEDED");
            vendor.failure = Vendor.Failure.NONE;
            vendor.up();
            marque.checkNow();
        }
        assertThat(vendor.license.counted).containsEntry("api-calls", 10L);
    }

    @Test
    void whatIsToldLaterAndTooMuchIsAnEvent() throws Exception {
        vendor.license.apiCalls = 3;
        Program program = program();
        try (Marque marque = program.start()) {
            program.told();
            marque.count("api-calls", 4);
            marque.checkNow();
            assertThat(program.told()).containsExactly(new MarqueEvent.UsageRefused("api-calls", 4, "LIMIT_EXCEEDED"));
        }
    }

    @Test
    void featuresThatWereUsedGoWithTheHeartbeat() throws Exception {
        try (Marque marque = program().start()) {
            for (int i = 0; i < 60; i++) {
                marque.used("feature-" + i);
            }
            marque.checkNow();
            assertThat(vendor.license.featuresUsed).as("at most so many in one").hasSize(50);
            vendor.time.advance(Duration.ofMinutes(15));
            marque.checkNow();
            assertThat(vendor.license.featuresUsed).hasSize(60);
        }
    }
}
