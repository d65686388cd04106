package dev.marque.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PageTest {

    @Property
    void everyPlaceSurvivesItsTextForm(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);

        assertThat(Cursor.decode(Cursor.encode(id))).contains(id);
    }

    @Property
    void textsThatWeNeverMadeAreNoPlaces(@ForAll String text) {
        Cursor.decode(text).ifPresent(id -> assertThat(Cursor.encode(id)).isEqualTo(text));
    }

    @Test
    void onlyAPageWithMoreBehindItHasANext() {
        List<UUID> three = List.of(new UUID(0, 3), new UUID(0, 2), new UUID(0, 1));

        Page<UUID> cut = Page.of(three, PageRequest.first(2), Function.identity());
        Page<UUID> whole = Page.of(three, PageRequest.first(3), Function.identity());

        assertThat(cut.items()).containsExactly(new UUID(0, 3), new UUID(0, 2));
        assertThat(cut.next()).isEqualTo(Cursor.encode(new UUID(0, 2)));
        assertThat(whole.items()).isEqualTo(three);
        assertThat(whole.next()).isNull();
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> PageRequest.first(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PageRequest.first(201)).isInstanceOf(IllegalArgumentException.class);
    }
}
