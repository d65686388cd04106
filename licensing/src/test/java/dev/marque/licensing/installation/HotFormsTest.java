package dev.marque.licensing.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.installation.Answers.LicenseFactsView;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.licensing.validation.SeatUse;
import dev.marque.licensing.validation.UpdateNotice;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and written without reflection is what the server's mapper reads and writes. */
class HotFormsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final ObjectMapper JSON = Json.newMapper();
    private static final ValidatedWriter WRITER = new ValidatedWriter(JSON);
    private static final Instant NOW = Instant.parse(LicensingFixture.NOON).plusNanos(1_230_000);

    @AfterAll
    static void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"fingerprint\": {\"value\": \"m-1\"}, \"nonce\": \"n\"}",
                "{\"fingerprint\": {\"value\": \"m 1\", \"components\": {\"mac\": \"1\", \"cpu\": \"2\"}}}",
                "{\"fingerprint\": {\"components\": {}, \"value\": \"~\"}, \"features\": []}",
                "{\"features\": [\"export\", \"print\"], \"version\": \"2.1.0-rc.1\", \"product\": \"ENT\"}",
                "{\"leaseId\": \"01936d00-0000-7000-8000-000000000000\", \"user\": \"Ada@globex.example\"}",
                "{\"product\": \"\", \"user\": \"\", \"nonce\": \"\"}"
            })
    void plainRequestsAreReadAsTheServerReadsThem(String body) throws Exception {
        assertThat(ValidateReader.read(bytes(body))).isEqualTo(JSON.readValue(body, Requests.Validate.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}{}",
                "{} x",
                "{\"nonce\": null}",
                "{\"nonce\": 5}",
                "{\"nonce\": \"a\", \"nonce\": \"a\"}",
                "{\"nonce\": \"\\u0000\"}",
                "{\"nonce\": \"\u00e4\"}",
                "{\"unknown\": 1}",
                "{\"scopes\": {}}",
                "{\"fingerprint\": {}}",
                "{\"fingerprint\": {\"value\": \"\"}}",
                "{\"fingerprint\": {\"value\": \"m\", \"value\": \"m\"}}",
                "{\"fingerprint\": {\"identity\": {\"kind\": \"CONTAINER\", \"volume\": \"v\"}}}",
                "{\"fingerprint\": {\"value\": \"m\", \"components\": {\"MAC\": \"1\"}}}",
                "{\"fingerprint\": {\"value\": \"m\", \"components\": {\"mac\": \"\"}}}",
                "{\"fingerprint\": {\"value\": \"m\", \"components\": {\"mac\": \"1\", \"mac\": \"2\"}}}",
                "{\"features\": [\"\"]}",
                "{\"features\": [null]}",
                "{\"features\": \"export\"}",
                "{\"version\": \"latest\"}",
                "{\"product\": \"01234567890123456789012345678901234567890\"}",
                "{\"leaseId\": \"1-1-1-1-1\"}",
                "{\"leaseId\": \"AZNtAAAAcACAAAAAAAAAAA\"}"
            })
    void whatIsNotPlainIsLeftToTheServer(String body) {
        assertThat(ValidateReader.read(bytes(body))).isNull();
    }

    @Test
    void escapesArePlainOnceTheyAreRead() throws Exception {
        String body = "{\"nonce\": \"\\u0041\\\"\\\\\"}";
        assertThat(ValidateReader.read(bytes(body))).isEqualTo(JSON.readValue(body, Requests.Validate.class));
    }

    @Test
    void answersAreWrittenAsTheServerWritesThem() throws Exception {
        License license = room.license(Map.of("term", "P1Y", "features", List.of("export")))
                .license();
        UUID machine = UUID.fromString("01936d00-0000-7000-8000-000000000000");
        List<MeterUse> meters = List.of(new MeterUse("calls", MeterKind.TOTAL, 1, 0, 5L, 5L, 4L, false, NOW));
        UpdateNotice update = new UpdateNotice("2.0.0", NOW, "Say \"please\" \u2013 \u00e4\n");

        for (Outcome outcome : List.<Outcome>of(
                new Outcome.Accepted(Code.VALID, "The license is valid.", machine),
                new Outcome.Accepted(Code.IN_GRACE, "Soon over.", null),
                new Outcome.Refused(Code.FEATURE_MISSING, "No \"export\" \u2028."))) {
            for (String nonce : new @Nullable String[] {null, "n-1 \"x\" </script>"}) {
                check(
                        new Verdict(outcome, null, license, List.of(), new SeatUse(0, null, null), null, NOW, NOW),
                        nonce);
                check(
                        new Verdict(
                                outcome,
                                Purpose.STAGING,
                                license,
                                meters,
                                new SeatUse(1, 3, 2),
                                update,
                                NOW.plusSeconds(1),
                                NOW),
                        nonce);
            }
        }
    }

    private static void check(Verdict verdict, @Nullable String nonce) throws Exception {
        SerializedString license =
                new SerializedString(JSON.writeValueAsString(LicenseFactsView.of(verdict.license(), verdict.at())));
        assertThat(new String(WRITER.write(verdict, nonce, license), StandardCharsets.UTF_8))
                .isEqualTo(JSON.writeValueAsString(Answers.Validated.of(verdict, null, nonce)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
