package dev.marque.keys.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class JsonTest {

    @Example
    void readsEveryKindOfValue() throws JsonException {
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("text", "ä😀\n");
        expected.put("whole", 42L);
        expected.put("big", new BigDecimal("12345678901234567890"));
        expected.put("fraction", new BigDecimal("1.50"));
        expected.put("yes", true);
        expected.put("nothing", null);
        expected.put("list", List.of(1L, List.of(), Map.of()));
        String text = "{\"text\":\"ä😀\\n\",\"whole\":42,\"big\":12345678901234567890,\"fraction\":1.50,\"yes\":true,"
                + "\"nothing\":null,\"list\":[1,[],{}]}";
        assertThat(Json.readObject(text)).isEqualTo(expected);
        assertThat(Json.write(expected)).isEqualTo(text);
        assertThat(Json.readObject(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Example
    void refusesWhatIsNotStrict() {
        for (String text : List.of(
                "",
                " ",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\n\"}",
                "{\"a\":1e999999999}",
                "{\"a\":" + "9".repeat(100) + "}",
                "/* */{}",
                "[".repeat(33) + "]".repeat(33),
                "{\"a\":".repeat(100_000))) {
            assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class);
        }
        assertThatThrownBy(() -> Json.readObject("[]")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.readObject("null")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.readObject(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.read(" ".repeat(Json.MAX_CHARS + 1))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write("\ud800")).isInstanceOf(IllegalArgumentException.class);
        List<Object> loop = new ArrayList<>();
        loop.add(loop);
        assertThatThrownBy(() -> Json.write(loop)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aMessageNeverQuotesTheInput() {
        assertThatThrownBy(() -> Json.read("{\"secret\": \"hush\", oops}"))
                .isInstanceOf(JsonException.class)
                .message()
                .doesNotContain("hush", "oops");
    }

    @Property(tries = 1000)
    void readingThrowsNothingElse(@ForAll String text, @ForAll byte[] bytes) {
        try {
            Json.read(text);
        } catch (JsonException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
        try {
            Json.readObject(bytes);
        } catch (JsonException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Property(tries = 300)
    void base64HasOneTextPerValue(@ForAll byte[] value, @ForAll String text) {
        assertThat(StrictBase64.decode(StrictBase64.encode(value))).isEqualTo(value);
        assertThat(StrictBase64.decodeUrl(StrictBase64.encodeUrl(value))).isEqualTo(value);
        assertThat(StrictBase64.decodeUrlPadded(StrictBase64.encodeUrlPadded(value)))
                .isEqualTo(value);
        byte[] decoded = StrictBase64.decodeUrl(text);
        if (decoded != null) {
            assertThat(StrictBase64.encodeUrl(decoded)).isEqualTo(text);
        }
    }

    @Example
    void strayBitsAndMissingPaddingAreRefused() {
        assertThat(StrictBase64.decode("QQ==")).isEqualTo(new byte[] {'A'});
        for (String text : List.of("QR==", "QQ", "QQ=", "QQ== ", "Q Q==", "QQ==\n", "-_==")) {
            assertThat(StrictBase64.decode(text)).as(text).isNull();
        }
        assertThat(StrictBase64.decodeUrl("QR")).isNull();
        assertThat(StrictBase64.decodeUrl("QQ==")).isNull();
    }
}
