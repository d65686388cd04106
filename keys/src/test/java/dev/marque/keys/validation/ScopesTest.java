package dev.marque.keys.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.MatchingStrategy;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class ScopesTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final UUID POLICY = new UUID(7, 7);
    private static final Fingerprint DESK = Fingerprint.of("desk", Map.of("cpu", "c1", "disk", "d1"));
    private static final ActivationFacts AT_DESK = new ActivationFacts(new UUID(1, 1), DESK);
    private static final ActivationFacts AT_LAP = new ActivationFacts(new UUID(1, 2), Fingerprint.of("lap"));

    /** Each code of a scope that does not fit, and of all but one that are missing, once. */
    static List<Outcome> refusals() {
        return List.of(
                decide(Set.of(Scope.PRODUCT), ValidationRequest.PLAIN),
                decide(Set.of(Scope.POLICY), ValidationRequest.PLAIN),
                decide(Set.of(Scope.MACHINE), ValidationRequest.PLAIN),
                decide(Set.of(Scope.COMPONENTS), ValidationRequest.PLAIN.from(Fingerprint.of("lap"))),
                decide(Set.of(Scope.VERSION), ValidationRequest.PLAIN),
                decide(Set.of(Scope.CHECKSUM), ValidationRequest.PLAIN),
                decide(Set.of(Scope.ENVIRONMENT), ValidationRequest.PLAIN),
                within(new Scopes(null, null, Set.of(), Map.of(), null, "production")),
                within(new Scopes(new UUID(8, 8), null, Set.of(), Map.of(), null, null)),
                within(machine(new UUID(9, 9))),
                within(components(Map.of("cpu", "c2"))));
    }

    @Example
    void whatFitsIsAccepted() {
        Scopes all = new Scopes(POLICY, AT_DESK.id(), Set.of("desk"), Map.of("cpu", "c1"), "abc", "staging");
        ValidationRequest request =
                ValidationRequest.PLAIN.from(DESK).by("ENT", Version.of("1.0")).within(all);
        assertThat(decide(EnumSet.allOf(Scope.class), request).code()).isEqualTo(Code.VALID);
    }

    @Example
    void everyScopeSaysWhichOneIsMissing() {
        for (Scope scope : Scope.values()) {
            assertThat(decide(Set.of(scope), ValidationRequest.PLAIN).code()).isEqualTo(scope.missing());
        }
    }

    @Example
    void anActivationThatIsActiveElsewhereIsNotThatOfThisMachine() {
        ValidationRequest request = ValidationRequest.PLAIN.from(DESK);
        assertThat(code(request.within(machine(AT_DESK.id())))).isEqualTo(Code.VALID);
        assertThat(code(request.within(machine(AT_LAP.id())))).isEqualTo(Code.MACHINE_MISMATCH);
        assertThat(code(ValidationRequest.PLAIN.within(machine(AT_LAP.id())))).isEqualTo(Code.VALID);
    }

    @Example
    void anActivationAloneDoesNotShowAMachine() {
        LicenseFacts bound = facts(Set.of())
                .but()
                .activation(true, MatchingStrategy.MATCH_ANY)
                .build();
        ValidationRequest copied = ValidationRequest.PLAIN.within(machine(AT_DESK.id()));
        assertThat(Validation.decide(bound, copied, NOW).code()).isEqualTo(Code.FINGERPRINT_REQUIRED);
    }

    @Property
    void asManyFingerprintsAreActiveAsTheMatchingWants(
            @ForAll MatchingStrategy matching, @ForAll @IntRange(max = 4) int strangers, @ForAll boolean desk) {
        Set<String> asked = new java.util.TreeSet<>();
        for (int i = 0; i < strangers; i++) {
            asked.add("stranger" + i);
        }
        asked.add("lap");
        if (desk) {
            asked.add("desk");
        }
        int known = desk ? 2 : 1;
        boolean enough =
                switch (matching.name()) {
                    case "MATCH_ANY" -> true;
                    case "MATCH_TWO" -> known >= Math.min(2, asked.size());
                    case "MATCH_MOST" -> 2 * known > asked.size();
                    case "MATCH_ALL" -> strangers == 0;
                    default -> throw new AssertionError(matching);
                };
        LicenseFacts facts = facts(Set.of()).but().activation(true, matching).build();
        ValidationRequest request = ValidationRequest.PLAIN.within(new Scopes(null, null, asked, Map.of(), null, null));
        assertThat(Validation.decide(facts, request, NOW).valid()).isEqualTo(enough);
    }

    @Example
    void namedComponentsAreThoseOfTheNamedActivation() {
        ValidationRequest request = ValidationRequest.PLAIN;
        assertThat(code(request.within(new Scopes(null, AT_DESK.id(), Set.of(), Map.of("disk", "d1"), null, null))))
                .isEqualTo(Code.VALID);
        assertThat(code(request.within(new Scopes(null, AT_LAP.id(), Set.of(), Map.of("disk", "d1"), null, null))))
                .isEqualTo(Code.COMPONENTS_MISMATCH);
    }

    private static Code code(ValidationRequest request) {
        return decide(Set.of(), request).code();
    }

    private static Outcome within(Scopes scopes) {
        return decide(Set.of(), ValidationRequest.PLAIN.from(DESK).within(scopes));
    }

    private static Scopes machine(@Nullable UUID activation) {
        return new Scopes(null, activation, Set.of(), Map.of(), null, null);
    }

    private static Scopes components(Map<String, String> components) {
        return new Scopes(null, null, Set.of(), components, null, null);
    }

    private static Outcome decide(Set<Scope> wanted, ValidationRequest request) {
        return Validation.decide(facts(wanted), request, NOW);
    }

    private static LicenseFacts facts(Set<Scope> wanted) {
        return LicenseFacts.of("ENT")
                .activation(false, MatchingStrategy.MATCH_ANY)
                .activations(null, 2, Arrays.asList(AT_DESK, AT_LAP))
                .versions(new VersionFacts(null, null, null, Channel.DEV, null, null, false, true))
                .policy(POLICY)
                .environment("staging")
                .wanting(wanted)
                .build();
    }
}
