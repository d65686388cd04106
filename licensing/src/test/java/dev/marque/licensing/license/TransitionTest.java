package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.validation.LicenseState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ACTIVE,    SUSPEND,   SUSPENDED
            ACTIVE,    REINSTATE,
            ACTIVE,    REVOKE,    REVOKED
            ACTIVE,    RENEW,     ACTIVE
            ACTIVE,    ARCHIVE,   ARCHIVED
            SUSPENDED, SUSPEND,
            SUSPENDED, REINSTATE, ACTIVE
            SUSPENDED, REVOKE,    REVOKED
            SUSPENDED, RENEW,     SUSPENDED
            SUSPENDED, ARCHIVE,   ARCHIVED
            REVOKED,   SUSPEND,
            REVOKED,   REINSTATE,
            REVOKED,   REVOKE,
            REVOKED,   RENEW,
            REVOKED,   ARCHIVE,   ARCHIVED
            ARCHIVED,  SUSPEND,
            ARCHIVED,  REINSTATE,
            ARCHIVED,  REVOKE,
            ARCHIVED,  RENEW,
            ARCHIVED,  ARCHIVE,
            """)
    void theWholeStateMachine(LicenseState from, Transition transition, LicenseState to) {
        assertThat(transition.from(from).orElse(null)).isEqualTo(to);
        if (to == null) {
            assertThatThrownBy(() -> transition.require(from)).hasMessageContaining("The license is " + from);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REVOKED  | The license is REVOKED: reinstate is not possible. Possible now: archive.
            ARCHIVED | The license is ARCHIVED: reinstate is not possible. Possible now: nothing, this state is final.
            """)
    void aRefusalTellsTheStateAndWhatIsPossible(LicenseState state, String message) {
        assertThatThrownBy(() -> Transition.REINSTATE.require(state)).hasMessage(message);
    }
}
