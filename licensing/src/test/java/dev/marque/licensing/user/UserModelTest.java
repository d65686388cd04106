package dev.marque.licensing.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.policy.UserRules;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Random histories of named users, told the same by the service on PostgreSQL and by a model in memory. */
class UserModelTest {

    private static final UserRoom room = new UserRoom();

    @AfterContainer
    static void close() {
        room.close();
    }

    /** One thing that somebody does, or that time passes. */
    private enum Kind {
        INVITE,
        ACCEPT,
        ASSIGN,
        RELEASE,
        VALIDATE,
        WAIT
    }

    private record Step(Kind kind, String who, Duration time) {}

    /** What was given out to people. */
    private record Given(Map<String, String> tokens, Map<String, UUID> ids) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void serviceAndModelTellTheSameStory(
            @ForAll("rules") Map<String, Object> rules, @ForAll("steps") List<Step> steps) {
        room.fixture.clock.set(Instant.parse(LicensingFixture.NOON));
        Actor license = room.license(rules);
        UserRules said = room.fixture.json.convertValue(rules, UserRules.class);
        UserModel model = new UserModel(said, room.fixture.clock.instant());
        Given given = new Given(new HashMap<>(), new HashMap<>());
        for (Step step : steps) {
            assertThat(does(license, given, step)).as(step.toString()).isEqualTo(expected(model, step, given));
            assertThat(room.fixture.number("select count(*) from license_users where held and coalesce(held_until >"
                            + " '" + room.fixture.clock.instant() + "', true) and license_id = '" + license.id() + "'"))
                    .isEqualTo((int) model.taken())
                    .isLessThanOrEqualTo(said.seats());
        }
    }

    private static String does(Actor license, Given given, Step step) {
        String who = step.who();
        return switch (step.kind()) {
            case INVITE -> told(given, who, room.invite(license, who));
            case ACCEPT ->
                given.tokens().containsKey(who)
                        ? told(
                                given,
                                who,
                                room.self.accept(license, given.tokens().get(who)))
                        : "";
            case ASSIGN -> told(given, who, room.assign(license, who));
            case RELEASE ->
                given.ids().containsKey(who)
                        ? told(
                                given,
                                who,
                                room.users.release(
                                        room.fixture.acme,
                                        license.id(),
                                        given.ids().get(who)))
                        : "";
            case VALIDATE -> room.validate(license, who).name();
            case WAIT -> {
                room.pass(step.time());
                yield "";
            }
        };
    }

    private static String told(Given given, String who, UserOutcome outcome) {
        if (outcome.token() != null) {
            given.tokens().put(who, outcome.token());
        }
        if (outcome.user() != null) {
            given.ids().put(who, outcome.user().id());
        }
        return outcome.code().name();
    }

    private static String expected(UserModel model, Step step, Given given) {
        String who = step.who();
        return switch (step.kind()) {
            case INVITE -> model.invite(who).name();
            case ACCEPT -> given.tokens().containsKey(who) ? model.accept(who).name() : "";
            case ASSIGN -> model.assign(who).name();
            case RELEASE -> given.ids().containsKey(who) ? model.release(who).name() : "";
            case VALIDATE -> (model.sits(who) ? Code.VALID : Code.USER_NOT_ASSIGNED).name();
            case WAIT -> {
                model.pass(step.time());
                yield "";
            }
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of("ada@x.example", "bob@x.example", "cleo@x.example", "dan@x.example"),
                        Arbitraries.of(1, 1_799, 1_800, 3_600, 7_200, 86_400).map(Duration::ofSeconds))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Map<String, Object>> rules() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("PT0S", "PT30M", "PT2H", "P1D"),
                        Arbitraries.of("PT1H", "P1D"))
                .as((seats, coolingOff, invitation) ->
                        Map.of("seats", seats, "coolingOff", coolingOff, "invitation", invitation));
    }
}
