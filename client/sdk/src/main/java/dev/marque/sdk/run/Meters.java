package dev.marque.sdk.run;

import dev.marque.kernel.id.Ids;
import dev.marque.sdk.Consumption;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.state.Facts;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Uses what is counted: asks first, and while the server is out of reach goes by what was left when it last answered.
 * Thread-safe.
 */
public final class Meters {

    private final Session session;
    private final Ids ids;
    private final Map<String, Long> spent = new HashMap<>();
    private Instant spentSince = Instant.EPOCH;

    public Meters(Session session) {
        this.session = session;
        this.ids = Ids.uuid7(session.settings().clock(), session.settings().random());
    }

    /** Asks for so much of a meter. */
    public Consumption consume(String meter, long amount) throws InterruptedException {
        LicenseServer server = session.server();
        String requestId = ids.next().toString();
        if (server == null) {
            return later(requestId, meter, amount);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("meter", meter);
        body.put("amount", amount);
        body.put("requestId", requestId);
        try {
            return answered(server.turn().ask("meters/consume", body));
        } catch (ServerException e) {
            return e.kind() == ServerException.Kind.PROBLEM
                    ? new Consumption(false, "PROBLEM", String.valueOf(e.getMessage()), null, false)
                    : later(requestId, meter, amount);
        }
    }

    private static Consumption answered(Reply reply) {
        Fields fields = reply.fields();
        return new Consumption(
                fields.yes("granted"),
                fields.text("code"),
                fields.text("detail"),
                fields.object("meter").number("remaining"),
                false);
    }

    private Consumption later(String requestId, String meter, long amount) {
        if (!session.current().status().usable()) {
            return new Consumption(
                    false,
                    session.current().status().code(),
                    session.current().status().message(),
                    null,
                    false);
        }
        Long left = take(meter, amount);
        if (left != null && left < 0) {
            return new Consumption(
                    false, "LIMIT_EXCEEDED", "More than is left, as far as is known.", left + amount, false);
        }
        session.usage().pending(requestId, meter, amount);
        return new Consumption(true, "GRANTED", "Granted; the server is told when it answers.", left, true);
    }

    /** What is left after this; below zero, and nothing taken, if it is too much; null if there is no end. */
    private synchronized @Nullable Long take(String meter, long amount) {
        Facts facts = session.brain().facts();
        if (facts == null) {
            return null;
        }
        if (!facts.signedAt().equals(spentSince)) {
            spentSince = facts.signedAt();
            spent.clear();
        }
        Long remaining = facts.remaining().get(meter);
        if (remaining == null) {
            return null;
        }
        long before = spent.getOrDefault(meter, 0L);
        long left = remaining - before - amount;
        if (left >= 0) {
            spent.put(meter, before + amount);
        }
        return left;
    }
}
