package dev.marque.platform.identity.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the published vectors of the RFCs. */
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void agreesWithTheVectorsOfRfc6238(long seconds, String expected) {
        assertThat(Totp.code(SECRET, Totp.stepAt(Instant.ofEpochSecond(seconds)), 8))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "3, 969429", "9, 520489"})
    void agreesWithTheVectorsOfRfc4226(long counter, String expected) {
        assertThat(Totp.code(SECRET, counter, Totp.DIGITS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32AgreesWithTheVectorsOfRfc4648(String text, String expected) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void theStepsBeforeAndAfterAreTakenToo(long seconds, boolean taken) {
        String code = Totp.codeAt(SECRET, NOW.plusSeconds(seconds));

        assertThat(Totp.match(SECRET, code, NOW, 0).isPresent()).isEqualTo(taken);
    }

    @Test
    void aStepIsTakenOnce() {
        String code = Totp.codeAt(SECRET, NOW);

        long step = Totp.match(SECRET, code, NOW, 0).orElseThrow();

        assertThat(Totp.match(SECRET, code, NOW, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.codeAt(SECRET, NOW.minusSeconds(30)), NOW, step))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "abcdef", "0", "0708180400", "７０８１８０"})
    void whatIsNoCodeIsRefused(String code) {
        assertThat(Totp.match(SECRET, code, NOW, 0)).isEmpty();
    }
}
