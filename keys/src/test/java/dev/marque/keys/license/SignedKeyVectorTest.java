package dev.marque.keys.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.testing.Vectors;
import dev.marque.keys.testing.Vectors.Vector;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keygen's own signed key verifies here as it does there, and with any character changed it does not. */
class SignedKeyVectorTest {

    private static final Vector VECTOR = Vectors.with("scheme").get(0);

    @Test
    void theirKeyVerifies() {
        assertThat(verifies(VECTOR.text("key"))).isTrue();
    }

    @Test
    void aChangedCharacterAnywhereFails() {
        String key = VECTOR.text("key");
        assertThat(IntStream.range(0, key.length()).filter(i -> verifies(changedAt(key, i))))
                .isEmpty();
    }

    private static boolean verifies(String key) {
        return LicenseKeys.parse(key) instanceof SignedLicenseKey signed && signed.verify(VECTOR.key());
    }

    private static String changedAt(String key, int index) {
        char other = key.charAt(index) == 'A' ? 'B' : 'A';
        return key.substring(0, index) + other + key.substring(index + 1);
    }
}
