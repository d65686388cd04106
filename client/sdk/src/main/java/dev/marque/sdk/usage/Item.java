package dev.marque.sdk.usage;

import dev.marque.sdk.http.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told about a meter.
 *
 * @param requestId names it to the server, which counts it once however often it is told
 * @param member the different one that was seen, or the machine that reports; empty for a plain count
 * @param told whether the server may have heard it: from then on it is told again just as it is
 */
record Item(String requestId, Call call, String meter, long amount, String member, boolean told) {

    /** How it is told. */
    enum Call {
        CONSUME("meters/consume"),
        REPORT("meters/report");

        private final String question;

        Call(String question) {
            this.question = question;
        }

        String question() {
            return question;
        }
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("meter", meter);
        body.put("amount", amount);
        if (!member.isEmpty()) {
            body.put("member", member);
        }
        if (call == Call.CONSUME) {
            body.put("requestId", requestId);
        }
        return body;
    }

    /** Whether another one can be added to this one instead of being told by itself. */
    boolean takes(Item other) {
        return !told && call == other.call && meter.equals(other.meter) && member.equals(other.member);
    }

    /** Both in one: counts add up, of reports and of members the later counts. */
    Item with(Item other) {
        boolean adds = call == Call.CONSUME && member.isEmpty();
        return new Item(
                requestId, call, meter, adds ? Math.addExact(amount, other.amount) : other.amount, member, told);
    }

    Item asTold() {
        return new Item(requestId, call, meter, amount, member, true);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", requestId);
        json.put("call", call.name());
        json.put("meter", meter);
        json.put("amount", amount);
        json.put("member", member);
        json.put("told", told);
        return json;
    }

    /** Null when it is none. */
    static @Nullable Item fromJson(Fields json) {
        Long amount = json.number("amount");
        String call = json.text("call");
        if (amount == null || !(call.equals("CONSUME") || call.equals("REPORT"))) {
            return null;
        }
        return new Item(
                json.text("id"), Call.valueOf(call), json.text("meter"), amount, json.text("member"), json.yes("told"));
    }
}
