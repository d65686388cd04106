package dev.marque.platform.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void aKeyIsOneWordThatAScannerCanFind() {
        String key = ApiKeyText.random(RANDOM);

        assertThat(key).matches("mqk_[0-9A-Za-z]{49}");
        assertThat(ApiKeyText.isKey(key)).isTrue();
        assertThat(ApiKeyText.visiblePrefix(key)).hasSize(12).isEqualTo(key.substring(0, 12));
    }

    @Test
    void aKeyWithOneOtherCharacterIsNoKey() {
        String key = ApiKeyText.random(RANDOM);

        assertThat(IntStream.range(4, key.length())
                        .mapToObj(i -> key.substring(0, i) + (key.charAt(i) == 'x' ? 'y' : 'x') + key.substring(i + 1)))
                .noneMatch(ApiKeyText::isKey);
    }

    @Test
    void whatOnlyLooksLikeAKeyIsNone() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> "mqk_" + "0".repeat(44) + "%05d".formatted(i)))
                .noneMatch(ApiKeyText::isKey);
    }

    /** Computed by another program (Python's zlib.crc32), so that a scanner written from the description agrees. */
    @Test
    void theChecksumIsTheOneOfTheDescription() {
        assertThat(ApiKeyText.isKey("mqk_" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg" + "0C6Bk5"))
                .isTrue();
    }

    @Test
    void keysFromBeforeTheChecksumAreStillKeys() {
        assertThat(ApiKeyText.isKey("mq_" + "aB3-_".repeat(8) + "xyz")).isTrue();
        assertThat(ApiKeyText.isKey("mqr_" + "aB3-_".repeat(8) + "xyz")).isFalse();
        assertThat(ApiKeyText.visiblePrefix("mq_aB3-_aB3-_aB3")).isEqualTo("mq_aB3-_aB3");
    }
}
