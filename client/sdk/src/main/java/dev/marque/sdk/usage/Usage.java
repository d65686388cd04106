package dev.marque.sdk.usage;

import dev.marque.kernel.id.Ids;
import dev.marque.sdk.MarqueEvent;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.Turn;
import dev.marque.sdk.store.Folder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is used, keeps it on disk until the server has counted it, and tells it in batches: one number for each
 * meter. Each has a name of its own, so that the server counts it once however often it is told; it leaves the disk after
 * the answer. Counting takes no lock and no disk. Thread-safe.
 */
public final class Usage {

    private static final System.Logger LOG = System.getLogger("dev.marque.sdk");

    /** The server remembers an idempotency key for 24 hours. */
    private static final Duration KEY_HOLDS = Duration.ofHours(23);

    private final Folder folder;
    private final Ids ids;
    private final Tally tally;
    private final Consumer<MarqueEvent> events;

    /** @param machine what reports of machines are told apart by */
    public Usage(Folder folder, Ids ids, String machine, Consumer<MarqueEvent> events) {
        this.folder = folder;
        this.ids = ids;
        this.tally = new Tally(ids, machine);
        this.events = events;
    }

    public void count(String meter, long amount) {
        tally.count(meter, amount);
    }

    public void level(String meter, long amount) {
        tally.level(meter, amount);
    }

    public void member(String meter, String member) {
        tally.member(meter, member);
    }

    public void feature(String feature) {
        tally.feature(feature);
    }

    /** Keeps a use that the server may have counted already: it is told again under the same name. */
    public void pending(String requestId, String meter, long amount) {
        Item item = new Item(requestId, Item.Call.CONSUME, meter, amount, "", true);
        change(book -> new Book(add(book.items(), item), book.features()));
    }

    private static List<Item> add(List<Item> items, Item item) {
        List<Item> all = new ArrayList<>(items);
        all.add(item);
        return all;
    }

    private interface Change {
        Book of(Book before);
    }

    private boolean change(Change change) {
        try {
            folder.alone(() -> {
                Book before = Book.in(folder);
                Book after = change.of(before);
                if (!after.equals(before)) {
                    after.to(folder);
                }
                return after;
            });
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Usage cannot be kept on disk; it stays in memory", e);
            return false;
        }
    }

    /** Brings what was counted to the disk. */
    public void save() {
        List<Item> fresh = tally.empty();
        Map<String, Long> used = tally.emptyFeatures();
        if (fresh.isEmpty() && used.isEmpty()) {
            return;
        }
        if (!change(book -> book.with(fresh).withFeatures(Batches.with(book.features(), used, ids)))) {
            tally.putBack(fresh, used);
        }
    }

    /**
     * Tells the server what is on disk. To be called when it has just answered: so nothing is told into the void.
     *
     * @return whether all of it was told; if not, the turn was over before
     * @throws ServerException if it stops answering; what was not counted stays on disk
     */
    public boolean tell(Turn turn) throws ServerException, InterruptedException {
        save();
        Book book = read();
        if (book.items().isEmpty()) {
            return true;
        }
        change(Book::asTold);
        tally.forgetMembers();
        for (Item item : read().items()) {
            if (!item.told()) {
                continue;
            }
            if (turn.isOver()) {
                return false;
            }
            tell(turn, item);
            change(before -> before.without(item));
        }
        return true;
    }

    private void tell(Turn turn, Item item) throws ServerException, InterruptedException {
        Reply reply;
        try {
            reply = turn.ask(item.call().question(), item.body());
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.PROBLEM) {
                throw e;
            }
            // It would be answered the same way for ever, and hold up everything after it.
            events.accept(new MarqueEvent.UsageRefused(item.meter(), item.amount(), "PROBLEM"));
            return;
        }
        if (!reply.fields().yes("granted")) {
            events.accept(new MarqueEvent.UsageRefused(
                    item.meter(), item.amount(), reply.fields().text("code")));
        }
    }

    /** Features to go with a heartbeat, with its idempotency key; null for none. */
    public @Nullable HeartbeatLoad heartbeat(Instant now) {
        save();
        change(book -> book.withFeatures(book.features().stream()
                // What was told so long ago may be counted already: once too seldom is better than twice.
                .filter(use ->
                        use.toldAt() == null || use.toldAt().plus(KEY_HOLDS).isAfter(now))
                .toList()));
        List<FeatureUse> waiting = read().features();
        if (waiting.isEmpty()) {
            return null;
        }
        FeatureUse first = waiting.get(0);
        change(book -> book.withFeatures(book.features().stream()
                .map(use -> use.key().equals(first.key()) ? use.toldAt(now) : use)
                .toList()));
        return new HeartbeatLoad(first.key(), new HashMap<>(first.counts()));
    }

    /** The heartbeat with this load was answered. */
    public void arrived(HeartbeatLoad load) {
        change(book -> book.withFeatures(book.features().stream()
                .filter(use -> !use.key().equals(load.key()))
                .toList()));
    }

    private Book read() {
        try {
            return folder.alone(() -> Book.in(folder));
        } catch (IOException e) {
            return new Book(List.of(), List.of());
        }
    }
}
