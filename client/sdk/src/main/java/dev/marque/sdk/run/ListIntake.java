package dev.marque.sdk.run;

import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.offline.RevocationLists;
import dev.marque.sdk.http.TrustedKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revocation list to go by: of those that are the vendor's and about this product, the latest that was brought.
 * Thread-safe.
 */
final class ListIntake {

    /** What came of a list. */
    sealed interface Result {

        /** It counts from now on, or did already. */
        record Taken(RevocationList list) implements Result {}

        /** The one before goes on to count; the reason is for people. */
        record Refused(String reason) implements Result {}
    }

    private final String product;
    private volatile @Nullable RevocationList current;

    /** @param product the code of the program's product */
    ListIntake(String product) {
        this.product = product;
    }

    @Nullable RevocationList current() {
        return current;
    }

    /** These keys but those that the list revokes. */
    TrustedKeys trusted(TrustedKeys keys) {
        RevocationList list = current;
        return list == null ? keys : keys.without(list.revokedKeys());
    }

    /** Takes a list in if it is one to go by. */
    synchronized Result take(String text, TrustedKeys keys) {
        Result result = read(text, trusted(keys));
        if (result instanceof Result.Taken taken) {
            current = taken.list();
        }
        return result;
    }

    private Result read(String text, TrustedKeys keys) {
        Optional<RevocationList> read = RevocationLists.read(text, keys.all());
        if (read.isEmpty()) {
            return new Result.Refused("it is damaged, or not signed by the vendor");
        }
        RevocationList list = read.get();
        String about = list.product();
        if (about != null && !about.equals(product)) {
            return new Result.Refused("it is about another product");
        }
        RevocationList before = current;
        if (before != null && !list.issuer().equals(before.issuer())) {
            return new Result.Refused("it is another vendor's");
        }
        return before != null && isOlder(list, before)
                ? new Result.Refused("a later one is here already")
                : new Result.Taken(list);
    }

    /** Lists of all products and of one are numbered apart, but dated by the same clock. */
    private static boolean isOlder(RevocationList list, RevocationList before) {
        boolean sameScope = String.valueOf(list.product()).equals(String.valueOf(before.product()));
        return sameScope ? list.number() < before.number() : list.issuedAt().isBefore(before.issuedAt());
    }
}
