package dev.marque.licensing.whole;

import dev.marque.licensing.policy.RenewalBasis;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How something is sold: the JSON of a policy, and what the model reads from it. */
record Plan(Map<String, ?> terms, Map<String, ?> rules) {

    static final Duration COOLING_OFF = Duration.ofHours(2);
    static final Duration INVITATION = Duration.ofDays(1);
    static final Duration LEASE = Duration.ofMinutes(5);
    static final Duration LINGER = Duration.ofMinutes(2);
    static final Duration LONGEST_BORROWING = Duration.ofDays(7);
    static final int OVERDRAFT = 1;
    static final int EXTENSIONS = 1;
    static final int DEACTIVATIONS = 3;
    static final Duration DEACTIVATIONS_IN = Duration.ofDays(2);
    static final Duration DEAD_AFTER = Duration.ofHours(6);
    static final Duration REVIVABLE_FOR = Duration.ofHours(12);
    static final Duration BETA_STARTS_AFTER = Duration.ofDays(3);
    static final Duration BETA_LASTS = Duration.ofDays(10);

    private static final Map<String, ?> BETA = Map.of("beta", Map.of("startsAfter", "P3D", "lasts", "P10D"));

    /** Bound to machines, by the month, with overage, replacement and a feature for a time. */
    private static final Plan STUDIO = new Plan(
            Map.of("term", "P1M", "grace", "P7D", "maxActivations", 3, "features", List.of("export")),
            Map.of(
                    "overage", Map.of("strategy", "UP_TO_1_5X"),
                    "machines", Map.of("replacement", true, "deactivationsPerPeriod", DEACTIVATIONS, "period", "P2D"),
                    "meters", meters(12, 10, 3, 20),
                    "features", BETA,
                    "updates", Map.of("maintenance", "P2M")));

    /** For named users who share a few seats; what was bought keeps working. */
    private static final Plan TEAM = new Plan(
            Map.of(
                    "term",
                    "P3M",
                    "grace",
                    "P0D",
                    "requiresActivation",
                    false,
                    "renewalBasis",
                    "FROM_NOW_IF_EXPIRED",
                    "features",
                    List.of("export", "reports")),
            Map.of(
                    "floating", floating(2),
                    "users", users(2),
                    "expiration", Map.of("strategy", "MAINTAIN_ACCESS"),
                    "meters", Map.of("total", meter("TOTAL", 8), "cores", meter("HIGH_WATER", 16)),
                    "updates", Map.of("channel", "BETA", "listedOnly", true, "maintenance", "P1M")));

    /** To be tried for two weeks from the first use, once on each machine, by machines that give signs of life. */
    private static final Plan TRIAL = new Plan(
            Map.of("term", "P14D", "grace", "P1D", "maxActivations", 2, "renewalBasis", "FROM_NOW"),
            Map.of(
                    "expiration", Map.of("basis", "FROM_FIRST_USE", "strategy", "REVOKE_ACCESS"),
                    "trial", Map.of("extensions", EXTENSIONS),
                    "heartbeat",
                            Map.of(
                                    "required",
                                    true,
                                    "cull",
                                    "DEACTIVATE_DEAD",
                                    "deadAfter",
                                    "PT6H",
                                    "revivableFor",
                                    "PT12H"),
                    "machines", Map.of("replacement", true),
                    "features", BETA,
                    "meters", meters(6, 5, 2, 10)));

    /** For ever, on any number of machines, for programs that say what they are. */
    private static final Plan SITE = new Plan(
            Map.of("grace", "P0D", "features", List.of("export")),
            Map.of(
                    "scopes", Map.of("required", List.of("PRODUCT", "VERSION")),
                    "updates", Map.of("channel", "STABLE"),
                    "meters", meters(20, 20, 5, 40)));

    static final List<Plan> ALL = List.of(STUDIO, TEAM, TRIAL, SITE);

    private static Map<String, ?> meters(int exports, int total, int people, int cores) {
        return Map.of(
                "exports", meter("PER_PERIOD", exports),
                "total", meter("TOTAL", total),
                "people", meter("UNIQUE", people),
                "cores", meter("HIGH_WATER", cores));
    }

    private static Map<String, ?> meter(String kind, int limit) {
        return kind.equals("TOTAL")
                ? Map.of("kind", kind, "limit", limit)
                : Map.of("kind", kind, "limit", limit, "period", "P1D");
    }

    static Map<String, ?> floating(int seats) {
        return Map.of(
                "seats",
                seats,
                "overdraft",
                OVERDRAFT,
                "linger",
                "PT2M",
                "longestBorrowing",
                "P7D",
                "timeToLive",
                "PT5M");
    }

    static Map<String, ?> users(int seats) {
        return Map.of("seats", seats, "coolingOff", "PT2H", "invitation", "P1D");
    }

    /** What a policy's next version says otherwise. */
    Plan edit(int number) {
        Map<String, Object> changed = new HashMap<>(Map.of("grace", "P" + (number - 1) + "D"));
        if (max() != null) {
            changed.put("maxActivations", 1 + number % 4);
        }
        Map<String, Object> meters = new HashMap<>();
        subject("meters").forEach((name, rule) -> {
            String kind = String.valueOf(((Map<?, ?>) rule).get("kind"));
            meters.put(String.valueOf(name), meter(kind, 2 * number + kind.length()));
        });
        return new Plan(changed, Map.of("meters", meters));
    }

    /** The same, with all that another one speaks of replaced by what it says. */
    Plan with(Plan edit) {
        Map<String, Object> terms = new HashMap<>(this.terms);
        terms.putAll(edit.terms);
        Map<String, Object> rules = new HashMap<>(this.rules);
        rules.putAll(edit.rules);
        return new Plan(terms, rules);
    }

    /** Those parts of this one that have these names: {@code maxActivations}, {@code rules.users}. */
    Plan only(Set<String> names) {
        Map<String, Object> terms = new HashMap<>(this.terms);
        terms.keySet().retainAll(names);
        Map<String, Object> rules = new HashMap<>(this.rules);
        rules.keySet().removeIf(subject -> !names.contains("rules." + subject));
        return new Plan(terms, rules);
    }

    /** As the services take it. */
    Map<String, Object> json() {
        Map<String, Object> json = new HashMap<>(terms);
        if (!rules.isEmpty()) {
            json.put("rules", rules);
        }
        return json;
    }

    private Map<?, ?> subject(String name) {
        return (Map<?, ?>) Objects.requireNonNullElse(rules.get(name), Map.of());
    }

    private @Nullable Integer number(String subject, String name) {
        return (Integer) subject(subject).get(name);
    }

    private boolean says(String subject, String name, Object value) {
        return value.equals(subject(subject).get(name));
    }

    @Nullable Period term() {
        Object term = terms.get("term");
        return term == null ? null : Period.parse(term.toString());
    }

    Duration grace() {
        return Duration.parse(String.valueOf(terms.get("grace")));
    }

    @Nullable Integer max() {
        return (Integer) terms.get("maxActivations");
    }

    /** On how many machines at the utmost; null for any number. */
    @Nullable Integer most() {
        Integer max = max();
        return max != null && rules.containsKey("overage") ? Integer.valueOf(max + max / 2) : max;
    }

    boolean requiresActivation() {
        return !Boolean.FALSE.equals(terms.get("requiresActivation"));
    }

    RenewalBasis renewal() {
        return RenewalBasis.valueOf(
                String.valueOf(Objects.requireNonNullElse(terms.get("renewalBasis"), RenewalBasis.FROM_EXPIRY)));
    }

    boolean waitsForUse() {
        return says("expiration", "basis", "FROM_FIRST_USE");
    }

    boolean goesOnAfterTheEnd() {
        return says("expiration", "strategy", "MAINTAIN_ACCESS");
    }

    boolean replaces() {
        return says("machines", "replacement", true);
    }

    boolean limitsDeactivations() {
        return subject("machines").containsKey("deactivationsPerPeriod");
    }

    boolean wantsSignsOfLife() {
        return rules.containsKey("heartbeat");
    }

    boolean isTrial() {
        return rules.containsKey("trial");
    }

    boolean isFloating() {
        return rules.containsKey("floating");
    }

    /** How many hold a lease at the utmost. */
    int leases() {
        return Objects.requireNonNull(number("floating", "seats")) + OVERDRAFT;
    }

    boolean isForNamedUsers() {
        return rules.containsKey("users");
    }

    int userSeats() {
        return Objects.requireNonNull(number("users", "seats"));
    }

    /** The limit of a meter; null if there is none of that name. */
    @Nullable Integer limit(String meter) {
        Object rule = subject("meters").get(meter);
        return rule == null ? null : (Integer) ((Map<?, ?>) rule).get("limit");
    }

    @Nullable Period maintenance() {
        Object maintenance = subject("updates").get("maintenance");
        return maintenance == null ? null : Period.parse(maintenance.toString());
    }

    boolean covers(boolean beta) {
        return !beta || !says("updates", "channel", "STABLE");
    }

    boolean wantsListedVersions() {
        return says("updates", "listedOnly", true);
    }

    boolean wantsToKnowTheProgram() {
        return rules.containsKey("scopes");
    }

    boolean grants(String feature) {
        return terms.get("features") instanceof List<?> features && features.contains(feature);
    }

    boolean grantsForATime(String feature) {
        return subject("features").containsKey(feature);
    }
}
