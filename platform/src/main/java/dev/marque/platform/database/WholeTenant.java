package dev.marque.platform.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** For what a tenant has in all of its environments together, in a transaction that is in one of them. */
public final class WholeTenant {

    private WholeTenant() {}

    /** Whether the transaction sees rows of another environment than its own. */
    public static boolean isMoreSeen(Handle transaction) {
        return !Sight.Settings.of(transaction).seen().isEmpty();
    }

    /** Asks once, seeing the rows of all environments; after that the transaction sees what it saw before. */
    public static <T extends @Nullable Object> T ask(Handle transaction, Function<Handle, T> question) {
        Sight.Settings before = Sight.Settings.of(transaction);
        new Sight.Settings(before.tenant(), before.environment(), "*").set(transaction);
        T answer = question.apply(transaction);
        before.set(transaction);
        return answer;
    }
}
