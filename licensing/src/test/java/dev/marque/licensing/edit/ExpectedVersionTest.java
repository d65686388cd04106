package dev.marque.licensing.edit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"W/\"3\"", "\"3\"", "\"1\", W/\"3\"", "*", " * "})
    void theVersionThatWasSeenMayBeChanged(String header) {
        assertThatCode(() -> ExpectedVersion.ofIfMatch(header).check(3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"2\"", "\"33\"", "3", "", "\"\"", "\"99999999999999999999\"", "nonsense"})
    void anyOtherMayNot(String header) {
        assertThatThrownBy(() -> ExpectedVersion.ofIfMatch(header).check(3)).isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutTheHeaderTheLastWriterWins() {
        assertThatCode(() -> ExpectedVersion.ofIfMatch(null).check(3)).doesNotThrowAnyException();
    }
}
