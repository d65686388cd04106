package dev.marque.keygen.route;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something that Keygen's clients list, in pages with numbers. */
public interface Listing<T> {

    /** As far as items are counted, by whoever counts without looking at them. */
    int COUNTED = Slice.MAX_SKIP;

    Sliced<T> slice(Slice slice);

    Count count();

    /** One that a service lists and counts. */
    static <T> Listing<T> asked(Function<Slice, Sliced<T>> slice, Supplier<Count> count) {
        return new Listing<>() {
            @Override
            public Sliced<T> slice(Slice asked) {
                return slice.apply(asked);
            }

            @Override
            public Count count() {
                return count.get();
            }
        };
    }

    /** One that is at hand as a whole, newest first. */
    static <T> Listing<T> of(List<T> all) {
        return asked(slice -> Walk.part(all, slice), () -> new Count.Exactly(all.size()));
    }
}
