package dev.marque.keys.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.license.LicenseKey;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.offline.PhoneCodes.Request;
import dev.marque.keys.testing.Golden;
import dev.marque.keys.testing.TestKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PhoneCodesTest {

    private static final String KEY =
            LicenseKeys.newRandom(new TestKeys.CountingRandom()).key();
    private static final String OTHER_KEY =
            LicenseKeys.newRandom(TestKeys.random()).key();
    private static final Fingerprint MACHINE = Fingerprint.of("9f86d081884c7d659a2feaa0c55ad015");
    private static final LocalDate UNTIL = LocalDate.of(2026, 12, 29);

    @Example
    void aRequestNamesLicenseAndMachine() {
        String code = PhoneCodes.request(KEY, MACHINE);
        Golden.check("phone-codes.txt", code + "\n" + response() + "\n");
        assertThat(code).matches("([0-9A-Z]{5}-){4}[0-9A-Z]{5}");
        Request request = PhoneCodes.readRequest(code).orElseThrow();
        assertThat(request.names(KEY)).isTrue();
        assertThat(request.names(OTHER_KEY)).isFalse();
        assertThat(request.machine()).isEqualTo(PhoneCodes.machine(MACHINE));
        assertThat(PhoneCodes.readRequest(code.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .contains(request);
        assertThat(request.machine()).isNotEqualTo(PhoneCodes.machine(Fingerprint.of("other")));
    }

    @Example
    void aResponseHoldsForItsLicenseAndMachineUntilItsDay() {
        assertThat(PhoneCodes.readResponse(response(), KEY, MACHINE)).contains(Instant.parse("2026-12-29T00:00:00Z"));
        assertThat(PhoneCodes.readResponse(response(), OTHER_KEY, MACHINE)).isEmpty();
        assertThat(PhoneCodes.readResponse(response(), KEY, Fingerprint.of("other")))
                .isEmpty();
        for (LocalDate day : new LocalDate[] {LocalDate.of(2020, 1, 1), LocalDate.of(2109, 9, 18)}) {
            assertThat(PhoneCodes.readResponse(
                            PhoneCodes.response(KEY, PhoneCodes.machine(MACHINE), day), KEY, MACHINE))
                    .isPresent();
        }
        assertThatThrownBy(() -> PhoneCodes.response(KEY, "M", LocalDate.of(2109, 9, 19)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PhoneCodes.response(KEY, "M", LocalDate.of(2019, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void everyWrongCharacterIsNoticed() {
        String request = PhoneCodes.request(KEY, MACHINE);
        for (String code : new String[] {request, response()}) {
            for (int i = 0; i < code.length(); i++) {
                for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                    if (code.charAt(i) != '-' && code.charAt(i) != c) {
                        String wrong = code.substring(0, i) + c + code.substring(i + 1);
                        assertThat(PhoneCodes.readRequest(wrong)).isEmpty();
                        assertThat(PhoneCodes.readResponse(wrong, KEY, MACHINE)).isEmpty();
                    }
                }
            }
        }
    }

    @Example
    void noKindOfCodeIsTakenForAnother() {
        assertThat(PhoneCodes.readRequest(KEY)).isEmpty();
        assertThat(LicenseKeys.parse(PhoneCodes.request(KEY, MACHINE))).isInstanceOf(LicenseKey.Malformed.class);
        assertThat(PhoneCodes.readRequest(response())).isEmpty();
    }

    @Property(tries = 300)
    void readingNeverThrows(@ForAll String typed) {
        assertThat(PhoneCodes.readRequest(typed)).isEmpty();
        assertThat(PhoneCodes.readResponse(typed, KEY, MACHINE)).isEmpty();
    }

    private static String response() {
        return PhoneCodes.response(KEY, PhoneCodes.machine(MACHINE), UNTIL);
    }
}
