package dev.marque.sdk.state;

import dev.marque.sdk.http.Fields;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answers to {@code validate} and {@code activate}. */
public final class AnswerFacts {

    private AnswerFacts() {}

    /**
     * What an answer says.
     *
     * @param yes the field that says whether it is granted
     * @param signedAt the date under its signature
     */
    public static Facts of(Fields answer, String yes, Instant signedAt) {
        Fields license = answer.object("license");
        Map<String, Long> limits = numbers(license.object("limits"));
        Map<String, Long> remaining = new HashMap<>();
        for (Fields meter : answer.objects("limits")) {
            String name = meter.text("name");
            put(limits, name, meter.number("most"));
            put(remaining, name, meter.number("remaining"));
        }
        return new Facts(
                license.text("id"),
                license.text("number"),
                answer.yes(yes),
                answer.text("code"),
                answer.text("detail"),
                signedAt,
                false,
                null,
                license.instant("expiresAt"),
                license.instant("graceEndsAt"),
                features(license.object("entitlements")),
                limits,
                remaining,
                update(answer),
                answer.instant("nextCheckAt"));
    }

    private static @Nullable Update update(Fields answer) {
        Fields update = answer.object("update");
        return update.textIf("minimumVersion")
                .map(version -> new Update(version, update.instant("requiredFrom"), update.text("message")))
                .orElse(null);
    }

    private static Map<String, Entitled> features(Fields entitlements) {
        Map<String, Entitled> features = new HashMap<>();
        for (String code : entitlements.values().keySet()) {
            Fields one = entitlements.object(code);
            Object value = one.values().get("value");
            if (value != null) {
                features.put(code, new Entitled(value, one.instant("expiresAt")));
            }
        }
        return features;
    }

    static Map<String, Long> numbers(Fields object) {
        Map<String, Long> numbers = new HashMap<>();
        object.values().keySet().forEach(name -> put(numbers, name, object.number(name)));
        return numbers;
    }

    private static void put(Map<String, Long> numbers, String name, @Nullable Long number) {
        if (number != null) {
            numbers.put(name, number);
        }
    }
}
