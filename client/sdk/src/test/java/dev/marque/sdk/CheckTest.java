package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Silence;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks, and what they cost. */
class CheckTest extends BesideVendor {

    private static final int MANY = 20_000;

    @Test
    void limitsComeFromLicenseMetersAndFeatures() {
        try (Marque marque = new Program(vendor, folder).start()) {
            assertThat(marque.limit("users")).contains(25L);
            assertThat(marque.limit("api-calls")).contains(100L);
            assertThat(marque.limit("rows")).contains(1000L);
            assertThatCode(() -> marque.checkLimit("never heard of", Long.MAX_VALUE))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> marque.checkLimit("users", 26))
                    .isInstanceOfSatisfying(LimitExceededException.class, e -> {
                        assertThat(e.allowed()).isEqualTo(25);
                        assertThat(e.limit()).isEqualTo("users");
                    });
            assertThatThrownBy(() -> marque.requireFeature("import"))
                    .isInstanceOfSatisfying(FeatureMissingException.class, e -> assertThat(e.feature())
                            .isEqualTo("import"));
        }
    }

    @Test
    void checksAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The real clock: a test's own one makes objects.
        vendor.time.set(InstantSource.system().instant());
        try (Marque marque = new Program(vendor, folder)
                .builder()
                .clock(InstantSource.system())
                .build()) {
            checkOften(marque);
            long before = threads.getCurrentThreadAllocatedBytes();
            checkOften(marque);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(bytes).as("of %d checks", 4 * MANY).isLessThan(MANY);
        }
    }

    private static void checkOften(Marque marque) {
        for (int i = 0; i < MANY; i++) {
            marque.requireValid();
            marque.requireFeature("export");
            marque.checkLimit("users", 3);
            if (marque.hasFeature("import")) {
                throw new AssertionError();
            }
        }
    }

    @Test
    @Timeout(20)
    void aListenerThatHangsSlowsNoCheck() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        vendor.license.expiresAt = vendor.time.instant().plus(Duration.ofDays(2));
        try (Marque marque = new Program(vendor, folder)
                .inBackground()
                .listener(event -> {
                    try {
                        hanging.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build()) {
            vendor.time.advance(Duration.ofDays(3));
            assertThat(marque.status().code()).isEqualTo("EXPIRED");
            hanging.countDown();
        }
    }

    @Test
    @Timeout(20)
    void withALicenseThatWasProvedTheStartWaitsForNoServer() {
        Program program = new Program(vendor, folder);
        program.start().close();
        try (Silence silence = new Silence();
                Marque marque = program.inBackground()
                        .server(silence.address())
                        .patience(Duration.ofSeconds(30))
                        .build()) {
            assertThat(marque.isValid()).isTrue();
        }
    }
}
