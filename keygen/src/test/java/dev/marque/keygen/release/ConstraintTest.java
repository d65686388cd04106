package dev.marque.keygen.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1        | 1.9.0 | true",
                "1        | 2.0.0 | false",
                "1        | 0.9.0 | false",
                "2.1      | 2.1.7 | true",
                "2.1      | 2.2.0 | false",
                ">=1.2    | 3.0.0 | true",
                ">=1.2,<2 | 2.0.0 | false",
                "~>1.2.3  | 1.2.9 | true",
                "~>1.2.3  | 1.3.0 | false",
                "=1.2     | 1.2.0 | true",
            })
    void aVersionIsAdmittedAsItsConstraintSays(String constraint, String version, boolean admitted) {
        assertThat(Constraint.of(constraint).admits(Version.of(version))).isEqualTo(admitted);
    }

    @Test
    void aTextThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Constraint.of("newest")).isInstanceOf(Failure.class);
    }
}
