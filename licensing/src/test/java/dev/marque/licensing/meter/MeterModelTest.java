package dev.marque.licensing.meter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Random calls by two processes while time moves: the meters do what the model does, step by step. */
class MeterModelTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Database elsewhere = Database.open(room.platform.app(), 4);
    private static final List<MeterFixture> processes =
            List.of(new MeterFixture(room), new MeterFixture(room, elsewhere));
    private static final Map<String, ?> METERS = Map.of(
            "total", Map.of("kind", "TOTAL", "limit", MeterModel.TOTAL),
            "daily", Map.of("kind", "PER_PERIOD", "limit", MeterModel.PER_DAY, "period", "P1D"),
            "members", Map.of("kind", "UNIQUE", "limit", MeterModel.MEMBERS, "period", "P1D"),
            "cores", Map.of("kind", "HIGH_WATER", "limit", MeterModel.CORES, "period", "P1D"));

    @AfterContainer
    static void close() {
        elsewhere.close();
        room.close();
    }

    /** What is done. */
    enum Action {
        CONSUME_TOTAL,
        RELEASE_TOTAL,
        CONSUME_DAILY,
        RESERVE,
        COMMIT,
        CANCEL,
        ADMIT,
        DISMISS,
        REPORT,
        WAIT
    }

    /**
     * One step.
     *
     * @param amount 1 to 8
     * @param who which request, member, machine or reservation, as the action needs it: 0 to 4
     */
    record Step(Action action, int process, int amount, int who) {}

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void theMetersDoWhatTheModelDoes(@ForAll("steps") List<Step> steps) {
        Actor installation =
                room.installation(room.license(Map.of("requiresActivation", false, "rules", Map.of("meters", METERS))));
        Run run = new Run(installation);
        for (Step step : steps) {
            run.take(step);
        }
        run.compare();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(0, 4))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(30);
    }

    /** A sequence on one license, beside its model. */
    private static final class Run {

        private final Actor installation;
        private final MeterModel model = new MeterModel();
        private final List<UUID> reservations = new ArrayList<>();

        Run(Actor installation) {
            this.installation = installation;
        }

        void take(Step step) {
            MeterFixture process = processes.get(step.process);
            Instant now = room.clock.instant();
            switch (step.action) {
                case CONSUME_TOTAL -> {
                    // The same request always asks for the same.
                    Ask ask = new Ask("total", step.who + 1L, null, "request " + step.who);
                    assertThat(process.metering.consume(installation, ask).granted())
                            .isEqualTo(model.consumeTotal(ask.amount(), "request " + step.who));
                }
                case RELEASE_TOTAL -> {
                    process.metering.release(installation, new Ask("total", step.amount, null, null));
                    model.releaseTotal(step.amount);
                }
                case CONSUME_DAILY ->
                    assertThat(process.metering
                                    .consume(installation, new Ask("daily", step.amount, null, null))
                                    .granted())
                            .isEqualTo(model.consumeDaily(step.amount, now));
                case RESERVE -> reserve(process, step, now);
                case COMMIT, CANCEL -> settle(process, step, now);
                case ADMIT ->
                    assertThat(process.metering
                                    .consume(installation, new Ask("members", 1, "member " + step.who, null))
                                    .granted())
                            .isEqualTo(model.admit("member " + step.who, now));
                case DISMISS -> {
                    process.metering.release(installation, new Ask("members", 1, "member " + step.who, null));
                    model.dismiss("member " + step.who, now);
                }
                case REPORT ->
                    assertThat(process.metering
                                    .report(installation, new Ask("cores", step.amount, "machine " + step.who, null))
                                    .granted())
                            .isEqualTo(model.report("machine " + step.who, step.amount, now));
                case WAIT -> room.clock.advance(Duration.ofHours(step.amount));
            }
        }

        private void reserve(MeterFixture process, Step step, Instant now) {
            Duration ttl = Duration.ofHours(6L * step.who + 1);
            Metered reserved = process.reserving.reserve(installation, new Ask("daily", step.amount, null, null), ttl);
            assertThat(reserved.granted()).isEqualTo(model.reserve(step.amount, ttl, now));
            if (reserved.granted()) {
                reservations.add(requireNonNull(reserved.reservation()).id());
            }
        }

        private void settle(MeterFixture process, Step step, Instant now) {
            if (step.who >= reservations.size()) {
                return;
            }
            UUID id = reservations.get(step.who);
            if (step.action == Action.COMMIT) {
                assertThat(process.reserving.commit(installation, id, null).granted())
                        .isEqualTo(model.commit(step.who, now));
            } else {
                assertThat(process.reserving.cancel(installation, id).granted()).isEqualTo(model.cancel(step.who, now));
            }
        }

        void compare() {
            Instant now = room.clock.instant();
            List<MeterUse> uses = processes.getFirst().meters.list(room.acme, installation.id());
            assertThat(uses)
                    .extracting(MeterUse::name, MeterUse::used, MeterUse::reserved)
                    .containsExactly(
                            tuple("cores", model.cores(now), 0L),
                            tuple("daily", model.daily(now), model.reserved(now)),
                            tuple("members", model.members(now), 0L),
                            tuple("total", model.total(), 0L));
        }
    }
}
