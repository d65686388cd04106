package dev.marque.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final AtomicInteger waiting = new AtomicInteger();
    private final Admission admission = new Admission(waiting::get, 3);

    @Test
    void whoComesWhileAsManyWaitAsMayIsTurnedAway() {
        waiting.set(2);
        admission.enter();

        waiting.set(3);

        assertThatThrownBy(admission::enter).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(ProblemType.OVERLOADED);
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        });
        waiting.set(2);
        admission.enter();
    }

    @Test
    void somebodyMayWait() {
        assertThatThrownBy(() -> new Admission(waiting::get, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
