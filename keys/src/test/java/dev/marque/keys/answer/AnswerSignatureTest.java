package dev.marque.keys.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.answer.AnswerSignature.Forged;
import dev.marque.keys.answer.AnswerSignature.Genuine;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.answer.AnswerSignature.Reason;
import dev.marque.keys.answer.AnswerSignature.Request;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.keys.testing.TestKeys;
import dev.marque.keys.testing.Vectors;
import dev.marque.keys.testing.Vectors.Vector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AnswerSignatureTest {

    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");
    private static final Request REQUEST =
            new Request("POST", "/api/v1/licensing/validate?x=1", "licenses.example.com");
    private static final byte[] BODY = "{\"code\":\"VALID\"}".getBytes(StandardCharsets.UTF_8);

    @Example
    void keygensWebhookVerifies() {
        List<Vector> vectors = Vectors.with("signatureHeader");
        assertThat(vectors).hasSize(1);
        Vector vector = vectors.get(0);
        Request request = new Request(vector.text("method"), "/webhooks", vector.text("host"));
        Headers headers = new Headers(vector.text("date"), vector.text("digest"), vector.text("signatureHeader"));
        byte[] body = vector.text("body").getBytes(StandardCharsets.UTF_8);
        Instant now = HttpDate.parse(headers.date()).orElseThrow();
        assertThat(AnswerSignature.signingText(request, headers.date(), headers.digest()))
                .isEqualTo(vector.text("signingData"));
        Function<String, Optional<VerificationKey>> keys = id -> Optional.of(vector.key());
        assertThat(AnswerSignature.verify(keys, request, headers, body, now, AGE))
                .isEqualTo(new Genuine("1fddcec8-8dd3-4d8d-9b16-215cac0f9b52", now));
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(AnswerSignature.verify(keys, request, headers, changed, now, AGE))
                    .isEqualTo(new Forged(Reason.DIGEST));
        }
    }

    @Example
    void everythingThatIsSignedCounts() {
        for (SigningKey key : TestKeys.ALL) {
            Headers headers = AnswerSignature.sign(key, REQUEST, NOW, BODY);
            Function<String, Optional<VerificationKey>> keys = TestKeys.only(key);
            assertThat(AnswerSignature.verify(keys, REQUEST, headers, BODY, NOW, AGE))
                    .isEqualTo(new Genuine(key.kid(), NOW));
            assertThat(AnswerSignature.verify(keys, REQUEST, headers, BODY, NOW.plus(AGE), AGE))
                    .isInstanceOf(Genuine.class);
            assertForged(
                    Reason.STALE, keys, REQUEST, headers, BODY, NOW.plus(AGE).plusSeconds(1));
            assertForged(
                    Reason.STALE, keys, REQUEST, headers, BODY, NOW.minus(AGE).minusSeconds(1));
            for (Request other : List.of(
                    new Request("GET", REQUEST.target(), REQUEST.host()),
                    new Request("POST", "/api/v1/licensing/validate?x=2", REQUEST.host()),
                    new Request("POST", REQUEST.target(), "evil.example.com"))) {
                assertForged(Reason.SIGNATURE, keys, other, headers, BODY, NOW);
            }
            Headers later = new Headers(HttpDate.format(NOW.plusSeconds(1)), headers.digest(), headers.signature());
            assertForged(Reason.SIGNATURE, keys, REQUEST, later, BODY, NOW);
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            assertForged(Reason.DIGEST, keys, REQUEST, headers, body, NOW);
            Headers swapped = new Headers(headers.date(), AnswerSignature.digest(body), headers.signature());
            assertForged(Reason.SIGNATURE, keys, REQUEST, swapped, body, NOW);
            assertForged(Reason.UNKNOWN_KEY, id -> Optional.empty(), REQUEST, headers, BODY, NOW);
            SigningKey other = key == TestKeys.EC ? TestKeys.RSA : TestKeys.EC;
            assertForged(Reason.ALGORITHM, id -> Optional.of(other.verificationKey()), REQUEST, headers, BODY, NOW);
        }
    }

    @Example
    void anyFlippedBitOfAHeaderIsRefused() {
        Headers headers = AnswerSignature.sign(TestKeys.ED25519, REQUEST, NOW, BODY);
        Function<String, Optional<VerificationKey>> keys = TestKeys.only(TestKeys.ED25519);
        String all = headers.date() + "\0" + headers.digest() + "\0" + headers.signature();
        for (int i = 0; i < all.length(); i++) {
            for (int bit = 0; bit < 8; bit++) {
                char[] changed = all.toCharArray();
                changed[i] ^= (char) (1 << bit);
                String[] parts = new String(changed).split("\0", -1);
                boolean whiteSpaceBetweenParameters = all.charAt(i) == ' ' && Character.isWhitespace(changed[i]);
                if (parts.length == 3 && !whiteSpaceBetweenParameters) {
                    assertThat(AnswerSignature.verify(
                                    keys, REQUEST, new Headers(parts[0], parts[1], parts[2]), BODY, NOW, AGE))
                            .as("%d %d", i, bit)
                            .isInstanceOf(Forged.class);
                }
            }
        }
    }

    private static void assertForged(
            Reason reason,
            Function<String, Optional<VerificationKey>> keys,
            Request request,
            Headers headers,
            byte[] body,
            Instant now) {
        assertThat(AnswerSignature.verify(keys, request, headers, body, now, AGE))
                .isEqualTo(new Forged(reason));
    }

    @Example
    void headersThatSignLessAreRefused() {
        String good = new SignatureHeader("k", TestKeys.ED25519.algorithm(), "QQ==").format();
        assertThat(SignatureHeader.parse(good)).isPresent();
        assertThat(SignatureHeader.parse(good.replace(", ", ","))).isPresent();
        for (String bad : List.of(
                "",
                ",",
                good.replace(" digest", ""),
                good.replace("(request-target) host", "host (request-target)"),
                good + ", keyid=\"other\"",
                good.replace("ed25519", "none"),
                good.replace("QQ==", "QQ"),
                good.replace("keyid", "id"),
                good + " x",
                good.replace("\"", ""),
                "keyid=\"" + "k".repeat(5_000) + "\"")) {
            assertThat(SignatureHeader.parse(bad)).as(bad).isEmpty();
        }
        for (String text : List.of("", "a b", "a\nb", "a\u0000")) {
            assertThatThrownBy(() -> new Request("POST", text, "h")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Request("POST", "/", text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(tries = 500)
    void readingNeverThrows(@ForAll String text) {
        SignatureHeader.parse(text);
        HttpDate.parse(text);
        Headers headers = new Headers(text, text, text);
        assertThat(AnswerSignature.verify(TestKeys.only(TestKeys.ED25519), REQUEST, headers, BODY, NOW, AGE))
                .isInstanceOf(Forged.class);
    }

    @Property(tries = 500)
    void datesComeBack(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
        Instant instant = Instant.ofEpochSecond(second);
        assertThat(HttpDate.format(instant)).hasSize(29).endsWith(" GMT");
        assertThat(HttpDate.parse(HttpDate.format(instant))).contains(instant);
    }

    @Example
    void datesHaveTwoDigitsAndARealDay() {
        assertThat(HttpDate.format(NOW)).isEqualTo("Mon, 02 Nov 2026 03:04:05 GMT");
        for (String text : List.of("Tue, 02 Nov 2026 03:04:05 GMT", "Mon, 2 Nov 2026 03:04:05 GMT", "2026-11-02")) {
            assertThat(HttpDate.parse(text)).isEmpty();
        }
    }
}
