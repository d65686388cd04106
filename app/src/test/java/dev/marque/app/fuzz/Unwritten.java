package dev.marque.app.fuzz;

import dev.marque.app.testing.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends refused requests again, all in a row, and looks whether any table changed. */
final class Unwritten {

    /** Refusals that are meant to be remembered: guesses are counted, a refresh token that comes twice ends its family. */
    private static final Set<String> REMEMBERED = Set.of("refreshTokens");

    private static final Set<String> COUNTS_OF_GUESSES = Set.of("guess_counts");

    private final List<String> byJobs = new ArrayList<>();
    private int checked;

    int checked() {
        return checked;
    }

    /** Tables that changed between two looks and did not when the same was sent again: an hourly job came between. */
    List<String> byJobs() {
        return byJobs;
    }

    /** The request that was refused and wrote; null when there is none. */
    @Nullable String culprit(List<FuzzRequest> refused) {
        List<FuzzRequest> still = new ArrayList<>(refused);
        still.removeIf(request -> REMEMBERED.contains(request.operation().id()));
        Set<String> written = Set.of();
        for (int attempt = 0; attempt < 3; attempt++) {
            Map<String, String> before = fingerprint();
            int sent = still.size();
            still.removeIf(request -> request.send().status() < 400);
            if (still.size() == sent) {
                Set<String> changed = changed(before, fingerprint());
                if (changed.isEmpty()) {
                    byJobs.addAll(written);
                    checked += sent;
                    return null;
                }
                written = changed;
            }
        }
        return written.isEmpty() ? null : search(still, written);
    }

    /** One after the other: the first that changes a table alone. */
    private static String search(List<FuzzRequest> refused, Set<String> tables) {
        for (FuzzRequest request : refused) {
            Map<String, String> before = fingerprint();
            boolean isRefused = request.send().status() >= 400;
            Set<String> changed = changed(before, fingerprint());
            if (isRefused && !changed.isEmpty()) {
                return "wrote " + changed + ": " + request;
            }
        }
        return "one of " + refused.size() + " refused requests wrote " + tables;
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changed = new TreeMap<>(after);
        changed.entrySet().removeAll(before.entrySet());
        return changed.keySet();
    }

    private static Map<String, String> fingerprint() {
        Map<String, String> tables = Tables.fingerprint();
        tables.keySet().removeAll(COUNTS_OF_GUESSES);
        return tables;
    }
}
