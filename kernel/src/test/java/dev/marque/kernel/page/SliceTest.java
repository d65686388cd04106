package dev.marque.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SliceTest {

    @Test
    void aSliceIsBoundedOnBothSides() {
        assertThat(new Slice(false, Slice.MAX_SKIP, PageRequest.MAX_LIMIT).direction())
                .isEqualTo("desc");
        assertThat(new Slice(true, 0, 1).direction()).isEqualTo("asc");
        assertThatThrownBy(() -> new Slice(false, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slice(false, Slice.MAX_SKIP + 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slice(false, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slice(false, 0, PageRequest.MAX_LIMIT + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasCountedBeyondTheMostIsMoreThanThat() {
        assertThat(Count.of(5, 5)).isEqualTo(new Count.Exactly(5));
        assertThat(Count.of(6, 5)).isEqualTo(new Count.MoreThan(5));
    }
}
