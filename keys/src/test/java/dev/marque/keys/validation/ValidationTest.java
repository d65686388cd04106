package dev.marque.keys.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ValidationTest {

    private static final Set<Code> ON_ACTIVATION =
            Set.of(Code.TOO_MANY_CHANGES, Code.FINGERPRINT_TAKEN, Code.TRIAL_USED);

    private static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofDays(7);
    private static final Instant BEFORE = EXPIRES.minusSeconds(1);
    private static final Fingerprint HERE = Fingerprint.of("here");
    private static final UUID ID = new UUID(1, 1);

    @Example
    void everyCodeHasItsCase() {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(Validation.decide(facts(LicenseState.ACTIVE), request(HERE), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.ACTIVE), request(HERE), EXPIRES));
        outcomes.add(Validation.decide(facts(LicenseState.SUSPENDED), request(HERE), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.REVOKED), request(HERE), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.ARCHIVED), request(HERE), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.ACTIVE), request(HERE), EXPIRES.plus(GRACE)));
        outcomes.add(Validation.decide(
                facts(LicenseState.ACTIVE), ValidationRequest.PLAIN.from(HERE).by("PRO", null), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.ACTIVE), ValidationRequest.PLAIN, BEFORE));
        outcomes.add(Validation.decide(machines(2, 0), request(HERE), BEFORE));
        outcomes.add(Validation.decide(facts(LicenseState.ACTIVE), request(Fingerprint.of("there")), BEFORE));
        outcomes.add(Validation.decide(machines(0, 1), request(HERE), BEFORE));
        outcomes.add(Validation.decide(
                facts(LicenseState.ACTIVE),
                ValidationRequest.PLAIN
                        .from(HERE)
                        .wanting(Set.of("sso", "pdf", "x"))
                        .by("ENT", null),
                BEFORE));
        outcomes.add(Validation.decide(
                facts(LicenseState.ACTIVE),
                ValidationRequest.PLAIN.from(HERE).wanting(Set.of("pdf")).by("ENT", Version.of("1.9.9")),
                BEFORE));
        outcomes.add(
                Validation.decide(limited(ExpirationStrategy.MAINTAIN_ACCESS), request(HERE), EXPIRES.plus(GRACE)));
        outcomes.add(Validation.decide(
                limited(ExpirationStrategy.RESTRICT_ACCESS, new LimitUse("users", 26, 25), new LimitUse("cores", 9, 8)),
                request(HERE),
                BEFORE));
        outcomes.add(Validation.decide(leased(null), request(HERE), BEFORE));
        outcomes.addAll(ScopesTest.refusals());
        outcomes.addAll(VersionsTest.refusals());
        outcomes.add(Validation.decide(beating(HeartbeatStatus.NOT_STARTED), request(HERE), BEFORE));
        outcomes.add(Validation.decide(beating(HeartbeatStatus.DEAD), request(HERE), BEFORE));
        outcomes.add(Validation.decide(named(false), request(HERE), BEFORE));
        outcomes.add(Validation.decide(named(false), request(HERE).named("ada@x.example"), BEFORE));
        outcomes.add(Validation.decide(listed(new AccessFacts(true, true, true, true)), request(HERE), BEFORE));
        outcomes.add(Validation.decide(listed(new AccessFacts(false, true, true, true)), request(HERE), BEFORE));
        outcomes.add(Validation.decide(listed(new AccessFacts(false, false, true, true)), request(HERE), BEFORE));
        // Whether a machine may be added or taken off is no question of validation.
        Code[] answers = Arrays.stream(Code.values())
                .filter(code -> !ON_ACTIVATION.contains(code))
                .toArray(Code[]::new);
        assertThat(outcomes).extracting(Outcome::code).containsExactlyInAnyOrder(answers);
        assertThat(outcomes)
                .contains(new Accepted(Code.VALID, "The license is valid.", ID))
                .extracting(Outcome::detail)
                .contains(
                        "The license does not grant: sso, x.",
                        "Version 1.9.9 is too old; 2.0.0 or later is needed.",
                        "Too much is used: cores (9 of 8), users (26 of 25).");
    }

    @Example
    void afterTheGraceTheStrategyDecides() {
        for (ExpirationStrategy strategy : ExpirationStrategy.values()) {
            LicenseFacts facts = limited(strategy);
            assertThat(code(facts, request(HERE), EXPIRES.plus(GRACE).minusNanos(1)))
                    .isEqualTo(Code.IN_GRACE);
            assertThat(code(facts, request(HERE), EXPIRES.plus(GRACE)))
                    .as(strategy.name())
                    .isEqualTo(
                            switch (strategy) {
                                case RESTRICT_ACCESS, REVOKE_ACCESS -> Code.EXPIRED;
                                case MAINTAIN_ACCESS, ALLOW_ACCESS -> Code.EXPIRED_ALLOWED;
                            });
        }
    }

    @Example
    void aLimitMayBeUsedUpButNotExceeded() {
        LicenseFacts full = limited(ExpirationStrategy.RESTRICT_ACCESS, new LimitUse("users", 25, 25));
        assertThat(code(full, request(HERE), BEFORE)).isEqualTo(Code.VALID);
    }

    @Example
    void aLeaseHoldsUntilItsLastInstant() {
        LicenseFacts leased = leased(BEFORE);
        assertThat(code(leased, request(HERE), BEFORE.minusNanos(1))).isEqualTo(Code.VALID);
        assertThat(code(leased, request(HERE), BEFORE)).isEqualTo(Code.LEASE_REQUIRED);
    }

    @Example
    void aNamedUserMayGoOnAndOthersMayNot() {
        assertThat(code(named(true), request(HERE).named("ada@x.example"), BEFORE))
                .isEqualTo(Code.VALID);
        LicenseFacts notRequired =
                named(false).but().user(new UserFacts(false, false)).build();
        assertThat(code(notRequired, request(HERE), BEFORE)).isEqualTo(Code.VALID);
        assertThat(code(notRequired, request(HERE).named("bob@x.example"), BEFORE))
                .isEqualTo(Code.USER_NOT_ASSIGNED);
        assertThat(code(facts(LicenseState.ACTIVE), request(HERE).named("bob@x.example"), BEFORE))
                .as("without named users")
                .isEqualTo(Code.VALID);
    }

    @Example
    void whatIsListedIsRefusedBeforeTimeIsLookedAt() {
        LicenseFacts open = facts(LicenseState.ACTIVE);
        assertThat(code(listed(new AccessFacts(true, true, true, true)), request(HERE), BEFORE))
                .isEqualTo(Code.ADDRESS_BLOCKED);
        assertThat(code(listed(new AccessFacts(false, true, true, false)), request(HERE), BEFORE))
                .isEqualTo(Code.COUNTRY_BLOCKED);
        assertThat(code(listed(new AccessFacts(false, false, true, false)), request(HERE), BEFORE))
                .isEqualTo(Code.FINGERPRINT_BLOCKED);
        assertThat(code(listed(AccessFacts.OPEN), request(HERE), BEFORE)).isEqualTo(code(open, request(HERE), BEFORE));
    }

    @Example
    void whereOnlyListedMachinesMayUseALicenseTheOneThatAsksSaysWhichItIs() {
        AccessFacts wanted = new AccessFacts(false, false, false, true);
        LicenseFacts unbound = LicenseFacts.of("ENT").access(wanted).build();
        assertThat(code(unbound, ValidationRequest.PLAIN, BEFORE)).isEqualTo(Code.FINGERPRINT_REQUIRED);
        assertThat(code(unbound, request(HERE), BEFORE)).isEqualTo(Code.VALID);
        LicenseFacts aside = unbound.but().access(wanted.fromAnyMachine()).build();
        assertThat(code(aside, ValidationRequest.PLAIN, BEFORE)).isEqualTo(Code.VALID);
    }

    private static LicenseFacts listed(AccessFacts access) {
        return facts(LicenseState.ACTIVE).but().access(access).build();
    }

    private static LicenseFacts named(boolean assigned) {
        return facts(LicenseState.ACTIVE)
                .but()
                .user(new UserFacts(true, assigned))
                .build();
    }

    @Example
    void timeIsHalfOpen() {
        ValidationRequest request = request(HERE);
        LicenseFacts facts = facts(LicenseState.ACTIVE);
        assertThat(code(facts, request, EXPIRES.minusNanos(1))).isEqualTo(Code.VALID);
        assertThat(code(facts, request, EXPIRES)).isEqualTo(Code.IN_GRACE);
        assertThat(code(facts, request, EXPIRES.plus(GRACE).minusNanos(1))).isEqualTo(Code.IN_GRACE);
        assertThat(code(facts, request, EXPIRES.plus(GRACE))).isEqualTo(Code.EXPIRED);
        ValidationRequest trial = ValidationRequest.PLAIN.from(HERE).wanting(Set.of("trial"));
        assertThat(code(facts, trial, EXPIRES.minusSeconds(60).minusNanos(1))).isEqualTo(Code.VALID);
        assertThat(code(facts, trial, EXPIRES.minusSeconds(60))).isEqualTo(Code.FEATURE_MISSING);
    }

    @Example
    void explainsEveryReason() {
        LicenseFacts facts = LicenseFacts.of("ENT")
                .state(LicenseState.REVOKED)
                .expiring(EXPIRES, GRACE, ExpirationStrategy.RESTRICT_ACCESS)
                .activation(true, MatchingStrategy.MATCH_ANY)
                .activations(0, 1, List.of())
                .versions(VersionFacts.from(Version.of("2")))
                .build();
        ValidationRequest request =
                ValidationRequest.PLAIN.from(HERE).wanting(Set.of("pdf")).by("PRO", Version.of("1"));
        assertThat(Validation.explain(facts, request, EXPIRES.plus(GRACE)))
                .extracting(Outcome::code)
                .containsExactly(
                        Code.REVOKED,
                        Code.EXPIRED,
                        Code.PRODUCT_MISMATCH,
                        Code.FINGERPRINT_MISMATCH,
                        Code.TOO_MANY_ACTIVATIONS,
                        Code.FEATURE_MISSING,
                        Code.UPDATE_REQUIRED);
    }

    @Example
    void graceBeyondTheEndOfTimeIsForever() {
        LicenseFacts facts = LicenseFacts.of("ENT")
                .state(LicenseState.ACTIVE)
                .expiring(EXPIRES, Duration.ofSeconds(Long.MAX_VALUE), ExpirationStrategy.RESTRICT_ACCESS)
                .activation(false, MatchingStrategy.MATCH_ANY)
                .activations(null, 0, List.of())
                .build();
        assertThat(code(facts, ValidationRequest.PLAIN, EXPIRES)).isEqualTo(Code.IN_GRACE);
    }

    private static LicenseFacts beating(HeartbeatStatus status) {
        return facts(LicenseState.ACTIVE)
                .but()
                .activations(5, 1, List.of(new ActivationFacts(ID, HERE, status)))
                .heartbeatRequired(true)
                .build();
    }

    @Example
    void onlyMachinesThatHaveToLiveAreAskedWhetherTheyDo() {
        for (HeartbeatStatus status : HeartbeatStatus.values()) {
            LicenseFacts facts = beating(status);
            boolean alive = status == HeartbeatStatus.ALIVE || status == HeartbeatStatus.RESURRECTED;
            assertThat(Validation.decide(facts, request(HERE), BEFORE).valid()).isEqualTo(alive);
            assertThat(Validation.decide(facts.but().heartbeatRequired(false).build(), request(HERE), BEFORE)
                            .valid())
                    .isTrue();
        }
    }

    @Example
    void outcomesCannotContradictTheirCode() {
        assertThatThrownBy(() -> new Accepted(Code.REVOKED, "", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Refused(Code.VALID, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Arrays.stream(Code.values()).map(Code::documentation))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @Property(tries = 2000)
    void rulesHold(
            @ForAll("anyFacts") LicenseFacts facts,
            @ForAll("requests") ValidationRequest request,
            @ForAll("instants") Instant now) {
        Outcome outcome = Validation.decide(facts, request, now);
        assertThat(outcome.valid()).isEqualTo(outcome instanceof Accepted);
        if (facts.state() != LicenseState.ACTIVE) {
            assertThat(outcome.code().name()).isEqualTo(facts.state().name());
        }
        List<Outcome> reasons = Validation.explain(facts, request, now);
        assertThat(reasons.get(0)).isEqualTo(outcome);
        assertThat(reasons).extracting(Outcome::code).doesNotHaveDuplicates();
        if (outcome instanceof Accepted accepted && facts.requiresActivation()) {
            assertThat(facts.activations()).extracting(ActivationFacts::id).contains(accepted.activationId());
        }
        if (facts.maxActivations() != null && facts.activeActivations() > facts.maxActivations()) {
            assertThat(outcome.valid()).isFalse();
        }
    }

    @Property(tries = 1000)
    void whatExpiredStaysExpired(
            @ForAll("anyFacts") LicenseFacts facts,
            @ForAll("requests") ValidationRequest request,
            @ForAll("instants") Instant a,
            @ForAll("instants") Instant b) {
        Instant earlier = a.isBefore(b) ? a : b;
        Instant later = a.isBefore(b) ? b : a;
        Outcome before = Validation.decide(facts, request, earlier);
        Outcome after = Validation.decide(facts, request, later);
        if (before.code() == Code.EXPIRED) {
            assertThat(after.code()).isEqualTo(Code.EXPIRED);
        }
        if (before.code() == Code.IN_GRACE) {
            assertThat(after.code()).isIn(Code.IN_GRACE, Code.EXPIRED, Code.EXPIRED_ALLOWED, Code.FEATURE_MISSING);
        }
        if (before.code() == Code.EXPIRED_ALLOWED) {
            assertThat(after.code()).isIn(Code.EXPIRED_ALLOWED, Code.FEATURE_MISSING);
        }
        // Time alone never makes a refused license valid.
        assertThat(before.valid() || !after.valid()).isTrue();
    }

    @Property(tries = 1000)
    void theOrderOfActivationsAndFeaturesDoesNotMatter(
            @ForAll("anyFacts") LicenseFacts facts,
            @ForAll("requests") ValidationRequest request,
            @ForAll("instants") Instant now,
            @ForAll long seed) {
        List<ActivationFacts> activations = new ArrayList<>(facts.activations());
        List<FeatureGrant> features = new ArrayList<>(facts.features());
        List<LimitUse> limits = new ArrayList<>(facts.limits());
        Collections.shuffle(activations, new Random(seed));
        Collections.shuffle(features, new Random(seed));
        Collections.shuffle(limits, new Random(seed));
        LicenseFacts shuffled = facts.but()
                .activations(facts.maxActivations(), facts.activeActivations(), activations)
                .features(features)
                .limits(limits)
                .build();
        assertThat(Validation.explain(shuffled, request, now)).isEqualTo(Validation.explain(facts, request, now));
    }

    @Example
    void versionsAreOrderedAsSemanticVersioningHasIt() {
        List<String> ordered = List.of(
                "0.9",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.0.1",
                "1.2",
                "1.10",
                "v2",
                "2.0.1+build",
                "10.0.19045.3803");
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(Version.of(ordered.get(i)).compareTo(Version.of(ordered.get(j)))))
                        .as("%s %s", ordered.get(i), ordered.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(Version.of("1")).isEqualTo(Version.of("1.0.0.0+x")).hasToString("1.0.0");
        for (String text :
                List.of("", "v", "1.", ".1", "1..2", "1-", "a", "1.0 ", "1.2.3.4.5.6.7", "1".repeat(200), "-1")) {
            assertThat(Version.parse(text)).as(text).isEmpty();
        }
    }

    @Property(tries = 1000)
    void readingAVersionNeverThrows(@ForAll String text) {
        Version.parse(text);
        Version.parse("1." + text);
        Version.parse("1-" + text)
                .ifPresent(v -> assertThat(Version.of(v.toString())).isEqualTo(v));
    }

    private static FeatureGrant granted(String code, @Nullable Instant until) {
        return FeatureGrant.on(code, GrantSource.POLICY, until);
    }

    private static Code code(LicenseFacts facts, ValidationRequest request, Instant now) {
        return Validation.decide(facts, request, now).code();
    }

    private static ValidationRequest request(Fingerprint fingerprint) {
        return ValidationRequest.PLAIN.from(fingerprint);
    }

    private static LicenseFacts facts(LicenseState state) {
        return facts(state, 2, 1);
    }

    private static LicenseFacts leased(@Nullable Instant until) {
        return facts(LicenseState.ACTIVE)
                .but()
                .lease(new LeaseFacts(true, until))
                .build();
    }

    private static LicenseFacts machines(int max, int active) {
        return facts(LicenseState.ACTIVE, max, active);
    }

    private static LicenseFacts facts(LicenseState state, int max, int active) {
        return LicenseFacts.of("ENT")
                .state(state)
                .expiring(EXPIRES, GRACE, ExpirationStrategy.RESTRICT_ACCESS)
                .activation(true, MatchingStrategy.MATCH_ANY)
                .activations(max, active, active == 0 ? List.of() : List.of(new ActivationFacts(ID, HERE)))
                .versions(VersionFacts.from(Version.of("2.0")))
                .features(List.of(granted("pdf", null), granted("trial", EXPIRES.minusSeconds(60))))
                .build();
    }

    private static LicenseFacts limited(ExpirationStrategy strategy, LimitUse... limits) {
        LicenseFacts facts = facts(LicenseState.ACTIVE);
        return facts.but()
                .expiring(facts.expiresAt(), facts.grace(), strategy)
                .limits(List.of(limits))
                .build();
    }

    @Provide
    Arbitrary<LicenseFacts> anyFacts() {
        Arbitrary<List<ActivationFacts>> activations = Combinators.combine(
                        Arbitraries.longs().between(0, 1000).map(n -> new UUID(n, n)), fingerprints())
                .as(ActivationFacts::new)
                .list()
                .uniqueElements(ActivationFacts::id)
                .ofMaxSize(5);
        Arbitrary<List<FeatureGrant>> features = Combinators.combine(
                        Arbitraries.of("pdf", "sso"), instants().injectNull(0.5))
                .as((code, until) -> granted(code, until))
                .list()
                .ofMaxSize(3);
        // Mostly active, so that the later rules get their turn.
        return Combinators.combine(
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(6, LicenseState.ACTIVE),
                                net.jqwik.api.Tuple.of(1, LicenseState.SUSPENDED),
                                net.jqwik.api.Tuple.of(1, LicenseState.REVOKED),
                                net.jqwik.api.Tuple.of(1, LicenseState.ARCHIVED)),
                        instants().injectNull(0.3),
                        Arbitraries.integers().between(0, 400).map(Duration::ofHours),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 6).injectNull(0.3),
                        activations,
                        features,
                        Combinators.combine(
                                        Arbitraries.of(MatchingStrategy.class),
                                        Arbitraries.of(ExpirationStrategy.class),
                                        limits())
                                .as(net.jqwik.api.Tuple::of))
                .as((state, expires, grace, requires, max, list, granted, rest) -> LicenseFacts.of("ENT")
                        .state(state)
                        .expiring(expires, grace, rest.get2())
                        .activation(requires, rest.get1())
                        .activations(max, list.size(), list)
                        .features(granted)
                        .limits(rest.get3())
                        .versions(VersionFacts.from(Version.of("2.0")))
                        .build());
    }

    private static Arbitrary<List<LimitUse>> limits() {
        return Combinators.combine(
                        Arbitraries.of("users", "cores"),
                        Arbitraries.longs().between(0, 6),
                        Arbitraries.longs().between(3, 6))
                .as(LimitUse::new)
                .list()
                .uniqueElements(LimitUse::name)
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<ValidationRequest> requests() {
        return Combinators.combine(
                        fingerprints().injectNull(0.1),
                        Arbitraries.of("pdf", "sso").set().ofMaxSize(1),
                        Arbitraries.of("1.9", "2.0", "3.1-rc.1")
                                .map(Version::of)
                                .injectNull(0.3),
                        Arbitraries.of("ENT", "ENT", "ENT", "PRO").injectNull(0.3))
                .as((fingerprint, features, version, product) -> ValidationRequest.PLAIN
                        .from(fingerprint)
                        .wanting(features)
                        .by(product, version));
    }

    private static Arbitrary<Fingerprint> fingerprints() {
        return Arbitraries.maps(Arbitraries.of("mac", "cpu", "uuid"), Arbitraries.of("1", "2"))
                .ofMaxSize(3)
                .map((Map<String, String> components) -> Fingerprint.of("f", components));
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(-1000, 1000).map(h -> EXPIRES.plus(Duration.ofHours(h)));
    }
}
