package dev.marque.keygen.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventNamesTest {

    @Test
    void subscriptionsAreToldAsTheyWereMade() {
        for (String name : EventNames.all().keySet()) {
            assertThat(EventNames.subscriptions(EventNames.types(List.of(name))))
                    .containsExactly(name);
        }
        assertThat(EventNames.subscriptions(EventNames.types(EventNames.all().keySet())))
                .containsExactlyElementsOf(EventNames.all().keySet());
    }

    @Test
    void allEventsAreTheStarWhateverElseIsNamed() {
        assertThat(EventNames.types(List.of("license.created", "*"))).containsExactly("*");
        assertThat(EventNames.subscriptions(List.of("license.*", "*"))).containsExactly("*");
    }

    @Test
    void anEndpointThatIsToldPartOfWhatANameMeansIsNotSaidToHaveSubscribed() {
        assertThat(EventNames.subscriptions(List.of("activation.deactivated", "lease.*")))
                .isEmpty();
        assertThat(EventNames.subscriptions(List.of("activation.*")))
                .contains("machine.created", "machine.deleted", "machine.heartbeat.dead");
    }

    @Test
    void noNameIsBothToldAndNeverTold() {
        assertThat(EventNames.all().keySet()).noneMatch(EventNames::isNeverTold);
        assertThat(EventNames.neverTold()).allMatch(EventNames::isNeverTold);
        assertThat(EventNames.isNeverTold("artifact.uploaded")).isTrue();
        assertThat(EventNames.isNeverTold("license.bought")).isFalse();
    }
}
