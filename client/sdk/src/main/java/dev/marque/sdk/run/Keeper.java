package dev.marque.sdk.run;

import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.http.SignedAnswer;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.lease.LeaseAnswers;
import dev.marque.sdk.state.AnswerFacts;
import dev.marque.sdk.state.Facts;
import dev.marque.sdk.state.FileFacts;
import dev.marque.sdk.state.Knowledge;
import dev.marque.sdk.state.SeatState;
import dev.marque.sdk.store.Folder;
import dev.marque.sdk.store.Memory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known, and the folder that remembers it. A folder that cannot be written costs memory across starts, and nothing
 * else: the program goes on. Thread-safe.
 */
final class Keeper {

    private static final System.Logger LOG = System.getLogger("dev.marque.sdk");

    private final Settings settings;
    private final Folder folder;
    private final FileIntake intake;
    private final ListIntake lists;
    private volatile Memory memory = Memory.EMPTY;
    private volatile boolean warned;

    Keeper(Settings settings, Folder folder) {
        this.settings = settings;
        this.folder = folder;
        this.intake = new FileIntake(settings);
        this.lists = new ListIntake(settings.product());
    }

    /** Reads what the last start, or another process, has left. */
    void recall() {
        try {
            memory = folder.alone(() -> Memory.in(folder));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The license's cache cannot be read", e);
        }
        String kept = memory.list();
        if (kept != null) {
            takeList(kept);
        }
    }

    /** What the program brings along counts where nothing later is kept. */
    void bring(List<String> revocationLists) {
        for (String list : revocationLists) {
            if (takeList(list) instanceof ListIntake.Result.Refused refused) {
                LOG.log(System.Logger.Level.INFO, () -> "A revocation list is left out: " + refused.reason());
            }
        }
    }

    private ListIntake.Result takeList(String text) {
        return lists.take(text, published());
    }

    /** Takes a revocation list in, if it is one to go by, and keeps it. */
    ListIntake.Result installList(String text, Knowledge known) {
        recall();
        ListIntake.Result result = takeList(text);
        if (result instanceof ListIntake.Result.Taken taken) {
            remember(memory -> memory.listed(text), known.listed(taken.list()));
        }
        return result;
    }

    Memory memory() {
        return memory;
    }

    FileIntake intake() {
        return intake;
    }

    /** The keys that count: those of the program, and those that were taken up since, but for revoked ones. */
    TrustedKeys keys() {
        return lists.trusted(published());
    }

    private TrustedKeys published() {
        Trust trust = settings.trust();
        String fetched = memory.keySet();
        if (fetched == null || !(trust.followRotation() || trust.first())) {
            return trust.pinned();
        }
        try {
            return trust.pinned().and(TrustedKeys.parse(fetched)).without(TrustedKeys.revoked(fetched));
        } catch (IllegalArgumentException e) {
            return trust.pinned();
        }
    }

    /** What follows from what is remembered; only what is signed counts. */
    Knowledge knowledge(TrustedKeys keys, Instant now) {
        Knowledge known = new Knowledge(
                answered(keys, now).orElse(null),
                settings.terms(),
                false,
                memory.seen(),
                later(memory.recorded(), written()),
                memory.offset(),
                borrowed(keys, now).orElse(null),
                null);
        String file = memory.file();
        if (file != null && intake.read(file, keys) instanceof FileIntake.Result.Taken taken) {
            known = known.under(OfflineTerms.of(taken.file().payload()).orElse(settings.terms()));
            // What was fetched came after the answer and says no more of the license, but for an answer that counts no
            // more.
            known = memory.fetched() && known.facts() != null ? known : known.withFile(FileFacts.of(taken.file()));
        }
        for (String given : settings.files()) {
            if (intake.read(given, keys) instanceof FileIntake.Result.Taken taken) {
                known = known.withFile(FileFacts.of(taken.file()));
            }
        }
        return known.listed(lists.current());
    }

    private Optional<Facts> answered(TrustedKeys keys, Instant now) {
        SignedAnswer answer = memory.answer();
        return answer == null
                ? Optional.empty()
                : answer.signedAt(keys, now).map(at -> AnswerFacts.of(answer.fields(), memory.yes(), at));
    }

    /** A seat that was borrowed is there again after a start without a network; others are asked for anew. */
    private Optional<SeatState> borrowed(TrustedKeys keys, Instant now) {
        SignedAnswer lease = memory.lease();
        return lease == null
                ? Optional.empty()
                : lease.signedAt(keys, now)
                        .map(at -> LeaseAnswers.state(
                                lease.fields(), settings.seat().unreachableFor()))
                        .filter(seat -> seat.borrowedUntil() != null);
    }

    /** The times of files, by the clock of this machine, in the frame in which times are kept. */
    private Instant written() {
        try {
            return Memory.written(folder).plus(memory.offset());
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * Remembers a change. What another process has learnt since stays, unless this change is about it: of two answers the
     * one that was signed later counts.
     */
    void remember(UnaryOperator<Memory> change, Knowledge known) {
        try {
            memory = folder.alone(() -> {
                Memory before = latest(Memory.in(folder));
                Memory after = change.apply(before)
                        .times(later(before.seen(), known.seen()), known.recorded(), known.offset());
                after.to(folder);
                return after;
            });
        } catch (IOException e) {
            memory = change.apply(memory).times(known.seen(), known.recorded(), known.offset());
            LOG.log(
                    warned ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "The license's cache cannot be written",
                    e);
            warned = true;
        }
    }

    /** Notes what time it is, so that a clock that is set back before the next start is noticed. */
    void note(Knowledge known) {
        if (known.facts() != null) {
            remember(same -> same, known);
        }
    }

    /** A folder that somebody emptied, or spoilt, is filled again from what this process knows. */
    private Memory latest(Memory stored) {
        boolean nothing = stored.answer() == null && stored.file() == null && stored.list() == null;
        return nothing ? memory : stored;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
