package dev.marque.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.licensing.policy.FloatingGroup;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.policy.QueueOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingTest {

    private static final FloatingRules SOLD = new FloatingRules(
            5, null, null, null, null, null, null, QueueOrder.FIFO, List.of(new FloatingGroup("sold", 1, null)));

    @Test
    void whatIsNotSaidIsAsTheVendorHasIt() {
        FloatingRules rules =
                Sharing.of(Optional.empty(), Optional.empty()).on(SOLD).orElseThrow();

        assertThat(rules.order()).isEqualTo(QueueOrder.FIFO);
        assertThat(rules.groups()).isEqualTo(SOLD.groups());
    }

    @Test
    void theAdministratorSaysWhoComesFirstAndWhoHasSeatsSetAside() {
        FloatingRules rules = Sharing.of(Optional.of("Random"), Optional.of("design:2:4, build::3,ops:1,all"))
                .on(SOLD)
                .orElseThrow();

        assertThat(rules.seats()).isEqualTo(5);
        assertThat(rules.order()).isEqualTo(QueueOrder.RANDOM);
        assertThat(rules.groups())
                .containsExactly(
                        new FloatingGroup("design", 2, 4),
                        new FloatingGroup("build", null, 3),
                        new FloatingGroup("ops", 1, null),
                        new FloatingGroup("all", null, null));
    }

    @Test
    void noMoreIsSetAsideThanThereIs() {
        assertThat(Sharing.of(Optional.empty(), Optional.of("a:3,b:2")).on(SOLD))
                .isPresent();
        assertThat(Sharing.of(Optional.empty(), Optional.of("a:3,b:3")).on(SOLD))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a:x", "a:1:2:3", "a:-1", "a:3:2", "a::0", "a,a", "a:1234567"})
    void whatIsNoGroupIsNamed(String groups) {
        assertThatThrownBy(() -> Sharing.of(Optional.empty(), Optional.of(groups)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoOrderIsNamed() {
        assertThatThrownBy(() -> Sharing.of(Optional.of("first"), Optional.empty()))
                .hasMessageContaining("fifo, lifo or random");
    }
}
