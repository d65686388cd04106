package dev.marque.sdk.run;

import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches a machine file now and then: it says how long the program may go on without the server. */
final class FileFetch {

    private static final Duration FILE_AGES = Duration.ofDays(7);

    private final Settings settings;
    private final Brain brain;
    private final Keeper keeper;

    FileFetch(Settings settings, Brain brain, Keeper keeper) {
        this.settings = settings;
        this.brain = brain;
        this.keeper = keeper;
    }

    /** Asks for a file if the last time was long ago, whatever came of it. */
    void fetchIfDue(Turn turn) throws ServerException, InterruptedException {
        Instant now = settings.clock().instant();
        Instant askedAt = keeper.memory().fileAskedAt();
        if (now.isBefore(askedAt.plus(FILE_AGES)) && !now.isBefore(askedAt)) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fingerprint", SeatKeeper.fingerprint(settings.fingerprint()));
        body.put("encrypt", true);
        String user = settings.user();
        if (user != null) {
            body.put("user", user);
        }
        Reply reply;
        try {
            reply = turn.ask("check-out", body);
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.PROBLEM) {
                throw e;
            }
            keeper.remember(memory -> memory.fetched(null, now), brain.known());
            return;
        }
        String text = reply.fields().textIf("certificate").orElse(null);
        if (text != null && keeper.intake().read(text, brain.keys()) instanceof FileIntake.Result.Taken taken) {
            brain.under(terms(taken.file()));
            keeper.remember(memory -> memory.fetched(text, now), brain.known());
        } else {
            keeper.remember(memory -> memory.fetched(null, now), brain.known());
        }
    }

    private OfflineTerms terms(LicenseFileResult.Valid file) {
        return OfflineTerms.of(file.payload()).orElse(settings.terms());
    }
}
