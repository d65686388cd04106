package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeatNumbersTest {

    private static SeatNumbers users(@Nullable Integer users) {
        return new SeatNumbers(2, users, null);
    }

    @Test
    void numbersAreAddedAndTaken() {
        assertThat(users(3).plus(users(4))).isEqualTo(new SeatNumbers(4, 7, null));
        assertThat(users(4).minus(new SeatNumbers(1, 3, null))).isEqualTo(new SeatNumbers(1, 1, null));
    }

    @Test
    void anyNumberOfUsersStaysAnyNumber() {
        assertThat(users(1_000_000).plus(users(1_000_000)).users()).isEqualTo(1_000_000);
        assertThat(users(5).plus(users(1_000_000)).isPossible()).isTrue();
        assertThat(users(1_000_000).minus(users(5)).users()).isEqualTo(1_000_000);
    }

    @Test
    void moreThanRulesCanSayIsStillImpossible() {
        assertThat(users(999_999).plus(users(2)).isPossible()).isFalse();
        assertThat(new SeatNumbers(1_000_000, null, null)
                        .plus(new SeatNumbers(1, null, null))
                        .isPossible())
                .isFalse();
    }
}
