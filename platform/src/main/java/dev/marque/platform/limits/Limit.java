package dev.marque.platform.limits;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything whose calls are counted, with the allowance that applies when nobody set another. */
public enum Limit {
    ADDRESS(100, "Calls from one network address (for IPv6 one /64) that do not prove who makes them"),
    SIGN_IN(20, "Calls from one network address that try to prove who somebody is: sign-in, reset, second factor"),
    USER(1_000, "Calls by one member of staff"),
    API_KEY(1_000, "Calls with one API key"),
    LICENSE(1_000, "Calls by the installations of one license"),
    TENANT(60_000, "Calls of one tenant in all"),
    EXPORT(10, "Exports by one caller");

    private final Allowance standard;
    private final String description;

    Limit(int requestsPerMinute, String description) {
        this.standard = new Allowance(requestsPerMinute, Duration.ofMinutes(1));
        this.description = description;
    }

    /** The stable name, in kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Limit> of(String code) {
        return Arrays.stream(values())
                .filter(limit -> limit.code().equals(code))
                .findFirst();
    }

    public Allowance standard() {
        return standard;
    }

    public String description() {
        return description;
    }
}
