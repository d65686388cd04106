package dev.marque.keys.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LicenseNumberTest {

    private static final YearMonth MARCH = YearMonth.of(2025, 3);

    @Example
    void theFirstMillionGetsEverySixDigitsOnce() {
        BitSet seen = new BitSet();
        for (int i = 0; i < 1_000_000; i++) {
            String digits = LicenseNumber.scramble(i);
            if (digits.length() != 6) {
                throw new AssertionError(digits);
            }
            seen.set(Integer.parseInt(digits));
        }
        assertThat(seen.cardinality()).isEqualTo(1_000_000);
    }

    @Property(tries = 2000)
    void scramblingCanBeUndone(@ForAll @LongRange(min = 0, max = LicenseNumber.MAX_SEQUENCE - 1) long sequence) {
        LicenseNumber number = new LicenseNumber("ENT", MARCH, sequence);
        assertThat(LicenseNumber.parse(number.toString())).contains(number);
        assertThat(number.digits()).hasSize(Math.max(6, Long.toString(sequence).length()));
    }

    @Property(tries = 2000)
    void theNextMillionsDoNotCollide(
            @ForAll @IntRange(min = 0, max = 30_000_000) int a, @ForAll @IntRange(min = 0, max = 30_000_000) int b) {
        assertThat(LicenseNumber.scramble(a).equals(LicenseNumber.scramble(b))).isEqualTo(a == b);
    }

    @Example
    void growsWithoutLeadingZeros() {
        assertThat(LicenseNumber.scramble(0)).isEqualTo("271828");
        assertThat(LicenseNumber.scramble(999_999)).hasSize(6);
        assertThat(LicenseNumber.scramble(1_000_000)).isEqualTo("1271828");
        assertThat(LicenseNumber.scramble(9_999_999)).hasSize(7).doesNotStartWith("0");
        assertThat(LicenseNumber.scramble(10_000_000)).hasSize(8).doesNotStartWith("0");
        assertThat(LicenseNumber.scramble(LicenseNumber.MAX_SEQUENCE - 1)).hasSize(12);
    }

    @Example
    void readsWhatPeopleType() {
        assertThat(LicenseNumber.parse(" ent-202503-271828 ")).contains(new LicenseNumber("ENT", MARCH, 0));
        for (String text : List.of(
                "",
                "ENT",
                "ENT-202513-123456",
                "ENT-202500-123456",
                "ENT-202503-12345",
                "ENT-202503-0123456",
                "ENT-202503-1234567890123",
                "E-202503-123456",
                "TOOLONGCODE-202503-123456",
                "ENT-202503-12345٦",
                "ENT-202503-123456-1")) {
            assertThat(LicenseNumber.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new LicenseNumber("ent", MARCH, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LicenseNumber("ENT", MARCH, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LicenseNumber("ENT", MARCH, LicenseNumber.MAX_SEQUENCE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
