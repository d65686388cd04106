package dev.marque.keygen.route;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A service's list that is gone through from its newest item on, because what is wanted of it, the service cannot tell. No more
 * than {@value #MOST_READ} items are read for one answer. For one call; not thread-safe.
 */
public final class Walk<T> implements Listing<T> {

    static final int MOST_READ = 10_000;

    /** A service's list, newest first. */
    @FunctionalInterface
    public interface Source<T> {
        /** What the answer leaves out has been read all the same. */
        Page<T> page(PageRequest request);
    }

    private final Source<T> source;
    private final Predicate<T> wanted;
    private final List<T> found = new ArrayList<>();
    private Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    private int read;

    private Walk(Source<T> source, Predicate<T> wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    /** All of it. */
    public static <T> Listing<T> over(Source<T> source) {
        return new Walk<>(source, _ -> true);
    }

    /** What of it is wanted. */
    public static <T> Listing<T> over(Source<T> source, Predicate<T> wanted) {
        return new Walk<>(source, wanted);
    }

    @Override
    public Sliced<T> slice(Slice slice) {
        int enough = slice.skip() + slice.limit();
        readUntil(slice.oldestFirst() ? Integer.MAX_VALUE : enough);
        boolean complete = next.isEmpty() || (!slice.oldestFirst() && found.size() >= enough);
        return new Sliced<>(part(found, slice).items(), complete);
    }

    @Override
    public Count count() {
        readUntil(Integer.MAX_VALUE);
        return next.isEmpty() ? new Count.Exactly(found.size()) : new Count.Unknown();
    }

    private void readUntil(int enough) {
        while (found.size() < enough && next.isPresent() && read < MOST_READ) {
            PageRequest request = next.get();
            Page<T> page = source.page(request);
            read += request.limit();
            page.items().stream().filter(wanted).forEach(found::add);
            next = Optional.ofNullable(page.next())
                    .map(after -> new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(after)));
        }
    }

    /** A part of what is newest first. */
    static <T> Sliced<T> part(List<T> newestFirst, Slice slice) {
        List<T> ordered = slice.oldestFirst() ? newestFirst.reversed() : newestFirst;
        int from = Math.min(slice.skip(), ordered.size());
        return Sliced.whole(ordered.subList(from, Math.min(ordered.size(), from + slice.limit())));
    }
}
