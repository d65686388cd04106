package dev.marque.sdk.testing;

import dev.marque.sdk.http.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One license of the vendor's: what it says is what its fields say when it is asked. */
public final class VendorLicense {

    public static final String KEY = "ABCDE-FGHJK-MNPQR-STVWX-YZ234";

    public String state = "VALID";
    public int seatsForMachines = 1;
    public @Nullable Instant expiresAt;
    public @Nullable Instant graceEndsAt;
    public Duration longest = Duration.ofDays(30);
    public Duration grace = Duration.ofDays(7);
    public Map<String, Object> features = new TreeMap<>(Map.of("export", true, "rows", 1000L));
    public Map<String, Long> limits = new TreeMap<>(Map.of("users", 25L));
    public long apiCalls = 100;
    /** Seats for leases; null for a license that is not floating. */
    public @Nullable Integer floating;

    public @Nullable String requiredVersion;
    public final Set<String> machines = new TreeSet<>();
    public final Map<String, Map<String, String>> components = new HashMap<>();
    public final Map<String, Long> counted = new HashMap<>();
    public final Map<String, Long> levels = new HashMap<>();
    public final Map<String, Set<String>> members = new HashMap<>();
    public final Map<String, Long> featuresUsed = new HashMap<>();
    public final Map<String, String> leases = new LinkedHashMap<>();
    public final List<Map<String, ? extends @Nullable Object>> asked = new ArrayList<>();
    private final Set<String> requests = new TreeSet<>();
    private final Vendor vendor;
    private @Nullable Instant borrowedUntil;

    VendorLicense(Vendor vendor) {
        this.vendor = vendor;
    }

    synchronized @Nullable Map<String, @Nullable Object> answer(String question, Fields body, @Nullable String key) {
        asked.add(body.values());
        return switch (question) {
            case "validate" -> validated(body);
            case "activate" -> activated(body);
            case "heartbeat" -> alive(body, key);
            case "check-out" -> file(body);
            case "meters/consume" -> consumed(body);
            case "meters/report" -> reported(body);
            case "leases/acquire", "leases/renew", "leases/release", "leases/borrow", "leases/return" ->
                leased(question.substring(7), body);
            default -> null;
        };
    }

    private static String machine(Fields body) {
        return body.object("fingerprint").text("value");
    }

    /** Half of the parts will do, as MATCH_ANY says. */
    private boolean known(Fields body) {
        Fields parts = body.object("fingerprint").object("components");
        return machines.contains(machine(body))
                || components.values().stream().anyMatch(known -> known.entrySet().stream()
                        .anyMatch(part -> part.getValue().equals(parts.text(part.getKey()))));
    }

    private Map<String, @Nullable Object> validated(Fields body) {
        String code = !state.equals("VALID")
                ? state
                : expired() ? inGrace() ? "IN_GRACE" : "EXPIRED" : known(body) ? "VALID" : nobody();
        if (floating != null && code.equals("VALID") && !leases.containsKey(body.text("leaseId"))) {
            code = "LEASE_REQUIRED";
        }
        Map<String, @Nullable Object> answer = common("valid", code);
        answer.put(
                "nextCheckAt",
                vendor.time.instant().plus(Duration.ofMinutes(15)).toString());
        answer.put(
                "limits",
                List.of(Map.of(
                        "name",
                        "api-calls",
                        "most",
                        apiCalls,
                        "remaining",
                        apiCalls - counted.getOrDefault("api-calls", 0L))));
        if (requiredVersion != null) {
            answer.put("update", Map.of("minimumVersion", requiredVersion, "message", "Please update."));
        }
        return answer;
    }

    private boolean expired() {
        return expiresAt != null && !vendor.time.instant().isBefore(expiresAt);
    }

    private boolean inGrace() {
        return graceEndsAt != null && vendor.time.instant().isBefore(graceEndsAt);
    }

    private String nobody() {
        return floating != null ? "VALID" : machines.isEmpty() ? "NOT_ACTIVATED" : "FINGERPRINT_MISMATCH";
    }

    private Map<String, @Nullable Object> activated(Fields body) {
        boolean free = known(body) || machines.size() < seatsForMachines;
        if (free && state.equals("VALID")) {
            machines.add(machine(body));
            Map<String, String> parts = new TreeMap<>();
            Fields told = body.object("fingerprint").object("components");
            told.values().keySet().forEach(name -> parts.put(name, told.text(name)));
            components.put(machine(body), parts);
        }
        return common("activated", !state.equals("VALID") ? state : free ? "VALID" : "TOO_MANY_ACTIVATIONS");
    }

    private Map<String, @Nullable Object> alive(Fields body, @Nullable String key) {
        Fields used = body.object("featuresUsed");
        if (key == null || requests.add(key)) {
            used.values().keySet().forEach(name -> {
                Long times = used.number(name);
                featuresUsed.merge(name, times == null ? 0 : times, Long::sum);
            });
        }
        Map<String, @Nullable Object> answer = common("accepted", state);
        answer.put("nextHeartbeatSeconds", 900L);
        return answer;
    }

    private Map<String, @Nullable Object> consumed(Fields body) {
        String meter = body.text("meter");
        Long amount = body.number("amount");
        long wanted = amount == null ? 1 : amount;
        long used = counted.getOrDefault(meter, 0L);
        boolean again = !requests.add(body.text("requestId"));
        boolean granted = again || !meter.equals("api-calls") || used + wanted <= apiCalls;
        if (granted && !again) {
            counted.put(meter, used + wanted);
            members.computeIfAbsent(meter, name -> new TreeSet<>()).add(body.text("member"));
        } else if (!granted) {
            requests.remove(body.text("requestId"));
        }
        Map<String, @Nullable Object> answer = common("granted", granted ? "VALID" : "LIMIT_EXCEEDED");
        answer.put("code", granted ? "GRANTED" : "LIMIT_EXCEEDED");
        answer.put("meter", Map.of("name", meter, "remaining", apiCalls - counted.getOrDefault(meter, 0L)));
        return answer;
    }

    private Map<String, @Nullable Object> reported(Fields body) {
        Long amount = body.number("amount");
        levels.put(body.text("meter"), amount == null ? -1 : amount);
        return common("granted", "VALID");
    }

    private Map<String, @Nullable Object> leased(String what, Fields body) {
        String id = body.text("leaseId");
        String code;
        if (what.equals("acquire")) {
            id = "lease-of-" + machine(body) + "-" + body.text("process");
            boolean free = leases.containsKey(id) || floating != null && leases.size() < floating;
            code = free ? "GRANTED" : "NO_SEAT_FREE";
            if (free) {
                leases.put(id, machine(body));
            }
        } else {
            code = !leases.containsKey(id)
                    ? "LEASE_ENDED"
                    : switch (what) {
                        case "renew" -> "RENEWED";
                        case "borrow" -> "BORROWED";
                        case "return" -> "RETURNED";
                        default -> "RELEASED";
                    };
        }
        if (code.equals("BORROWED")) {
            borrowedUntil = body.instant("until");
        }
        if (code.equals("RELEASED") || code.equals("RETURNED")) {
            leases.remove(id);
        }
        boolean done = !code.equals("NO_SEAT_FREE") && !code.equals("LEASE_ENDED");
        Map<String, @Nullable Object> answer = common("done", done ? "VALID" : code);
        answer.put("code", code);
        if (done) {
            Map<String, @Nullable Object> lease = new LinkedHashMap<>();
            lease.put("id", id);
            lease.put(
                    "expiresAt",
                    vendor.time.instant().plus(Duration.ofMinutes(5)).toString());
            lease.put(
                    "renewAfter",
                    vendor.time.instant().plus(Duration.ofSeconds(100)).toString());
            lease.put("borrowedUntil", borrowedUntil == null ? null : borrowedUntil.toString());
            answer.put("lease", lease);
        }
        return answer;
    }

    private Map<String, @Nullable Object> file(Fields body) {
        Map<String, @Nullable Object> answer = common("checkedOut", state);
        if (floating == null) {
            answer.put("certificate", machineFile(machine(body), KEY + machine(body), Map.of()));
        }
        return answer;
    }

    /** A machine file, encrypted with this secret. */
    public String machineFile(String machine, String secret, Map<String, String> facts) {
        return VendorFile.of(this, machine, secret, facts, vendor.time.instant(), vendor.key);
    }

    private Map<String, @Nullable Object> common(String yes, String code) {
        Map<String, @Nullable Object> entitlements = new TreeMap<>();
        features.forEach((name, value) -> entitlements.put(name, Map.of("value", value)));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", "license-1");
        facts.put("number", "ENT-202611-000001");
        facts.put("expiresAt", expiresAt == null ? null : expiresAt.toString());
        facts.put("graceEndsAt", graceEndsAt == null ? null : graceEndsAt.toString());
        facts.put("limits", limits);
        facts.put("entitlements", entitlements);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(yes, code.equals("VALID") || code.equals("IN_GRACE"));
        answer.put("code", code);
        answer.put("detail", "The license is " + code + ".");
        answer.put("license", facts);
        return answer;
    }
}
