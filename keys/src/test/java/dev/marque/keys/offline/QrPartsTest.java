package dev.marque.keys.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.testing.Flips;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class QrPartsTest {

    private static final String TEXT = random(3_000);

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        TestKeys.random().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Example
    void partsComeTogetherInAnyOrderAndMoreThanOnce() {
        List<String> parts = new ArrayList<>(QrParts.of(TEXT));
        assertThat(parts)
                .hasSizeGreaterThan(5)
                .allMatch(part -> part.length() <= QrParts.MAX_PART_CHARS)
                .allMatch(part -> part.matches("[0-9A-Z $%*+\\-./:]+"));
        Collections.shuffle(parts);
        parts.add(parts.get(0));
        assertThat(QrParts.join(parts)).contains(TEXT);
    }

    @Property(tries = 100)
    void anyFlippedCharacterIsRefused(@ForAll @IntRange(min = 1, max = 200) int bytes) {
        List<String> parts = QrParts.of(random(bytes));
        assertThat(parts).hasSize(1);
        Flips.each(parts.get(0), changed -> assertThat(QrParts.join(List.of(changed)))
                .isEmpty());
    }

    @Example
    void missingAndMixedPartsAreNoText() {
        List<String> parts = QrParts.of(TEXT);
        assertThat(QrParts.join(parts.subList(1, parts.size()))).isEmpty();
        assertThat(QrParts.join(List.of())).isEmpty();
        List<String> mixed = new ArrayList<>(parts);
        mixed.set(0, QrParts.of(random(3_000)).get(0));
        assertThat(QrParts.join(mixed)).isEmpty();
    }

    @Example
    void whatUnfoldsToMoreThanATextMayHaveIsRefused() {
        assertThat(QrParts.join(QrParts.of("a".repeat(QrParts.MAX_CHARS)))).isPresent();
        assertThatThrownBy(() -> QrParts.of("a".repeat(QrParts.MAX_CHARS + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(QrParts.of(random(23_900))).hasSizeLessThanOrEqualTo(99);
    }

    @Example
    void base45IsThatOfTheRfc() {
        // RFC 9285, section 4.3 and 4.4.
        assertThat(Base45.encode("AB".getBytes(StandardCharsets.US_ASCII))).isEqualTo("BB8");
        assertThat(Base45.encode("Hello!!".getBytes(StandardCharsets.US_ASCII))).isEqualTo("%69 VD92EX0");
        assertThat(Base45.encode("base-45".getBytes(StandardCharsets.US_ASCII))).isEqualTo("UJCLQE7W581");
        assertThat(Base45.decode("QED8WEX0")).isEqualTo("ietf!".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base45.decode("GGW")).isNull();
        assertThat(Base45.decode("ab8")).isNull();
        assertThat(Base45.decode("B")).isNull();
    }

    @Property(tries = 200)
    void base45ComesBack(@ForAll @Size(max = 50) byte[] bytes) {
        assertThat(Base45.decode(Base45.encode(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void joiningNeverThrows(@ForAll String text, @ForAll byte[] bytes) {
        assertThat(QrParts.join(List.of(text))).isEmpty();
        assertThat(QrParts.join(List.of("MARQUE:1/1:00000000:" + Base45.encode(bytes))))
                .isEmpty();
    }
}
