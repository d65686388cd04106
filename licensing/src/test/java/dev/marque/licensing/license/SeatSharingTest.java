package dev.marque.licensing.license;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.LicenseSplitting.Split;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.SelfService;
import dev.marque.licensing.user.UserCode;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Seats that go from license to license: none is made or lost on the way. */
class SeatSharingTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseSplitting splitting = LicenseServices.splitting(room);
    private static final LicenseMerging merging =
            new LicenseMerging(room.database, room.directory, room.changes, room.clock);
    private static final SelfService self = new SelfService(room.database, room.changes, room.clock, room.ids);

    @AfterAll
    static void close() {
        room.close();
    }

    private static SplitOrder seats(int seats) {
        return new SplitOrder(seats, null, null, null);
    }

    private static Split split(UUID id, SplitOrder order) {
        return splitting.split(room.acme, id, order);
    }

    private static License merge(UUID id, UUID other) {
        return merging.merge(room.acme, id, other, Duration.ZERO);
    }

    private static Code activated(Actor installation, String machine) {
        return room.activations
                .activate(installation, machine(machine))
                .outcome()
                .code();
    }

    private static Optional<Actor> installation(String key) {
        return room.authenticator.authenticate(new Credential("license", key), room.acme.origin());
    }

    private static License license(UUID id) {
        return room.licenses.get(room.acme, id);
    }

    @Test
    void aSplitSharesTheSeatsAndNothingElseChanges() {
        IssuedLicense issued = room.license(Map.of("term", "P1Y", "maxActivations", 10, "features", List.of("export")));
        UUID id = issued.license().id();
        room.clock.advance(Duration.ofDays(3));

        Split split = split(id, new SplitOrder(4, null, null, "Globex Berlin"));

        License made = split.made().license();
        assertThat(split.rest().terms().maxActivations()).isEqualTo(6);
        assertThat(made.terms().maxActivations()).isEqualTo(4);
        assertThat(made.name()).isEqualTo("Globex Berlin");
        assertThat(made.number()).isNotEqualTo(issued.license().number());
        assertThat(List.of(made.span(), made.policyVersion(), made.assignment(), made.features()))
                .isEqualTo(List.of(
                        issued.license().span(),
                        issued.license().policyVersion(),
                        issued.license().assignment(),
                        issued.license().features()));
        assertThat(made.overrides()).containsExactly("maxActivations");
        assertThat(license(made.id())).isEqualTo(made);
        assertThat(license(id)).isEqualTo(split.rest());
        assertThat(activated(installation(split.made().key()).orElseThrow(), "desk"))
                .isEqualTo(Code.VALID);
        assertThat(room.events("license.split", id)).isEqualTo(1);
        assertThat(room.events("license.created", made.id())).isEqualTo(1);
    }

    @Test
    void machinesStaySoTheRestMustHaveRoomForThem() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 3));
        activated(room.installation(issued), "desk");
        activated(room.installation(issued), "laptop");

        assertThatThrownBy(() -> split(issued.license().id(), seats(2)))
                .hasMessageContaining("2 machines are active, and 1 would be left");
        split(issued.license().id(), seats(1));
        assertThat(activated(room.installation(issued), "third")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(activated(room.installation(issued), "desk")).isEqualTo(Code.VALID);
    }

    @Test
    void whatALicenseLimitsHasToBeShared() {
        UUID id = room.license(Map.of("maxActivations", 5, "rules", Map.of("users", Map.of("seats", 2))))
                .license()
                .id();

        assertThat(pointers(id, seats(1))).containsExactly("/users");
        assertThat(pointers(id, new SplitOrder(5, 1, 1, null))).containsExactly("/seats", "/leases");
        assertThatThrownBy(() -> split(room.license(Map.of()).license().id(), seats(1)))
                .hasMessageContaining("nothing to split");
    }

    private static List<String> pointers(UUID id, SplitOrder order) {
        try {
            split(id, order);
            return List.of();
        } catch (ProblemException refused) {
            return refused.errors().stream().map(error -> error.pointer()).toList();
        }
    }

    @Test
    void namedUsersStayAndMoveAsMachinesDoAndMetersStay() {
        Map<String, ?> rules = Map.of(
                "users", Map.of("seats", 3, "selfService", true),
                "meters", Map.of("pages", Map.of("kind", "TOTAL", "limit", 100)));
        IssuedLicense issued = room.license(Map.of("requiresActivation", false, "rules", rules));
        UUID id = issued.license().id();
        assertThat(joins(room.installation(issued), "ada")).isEqualTo(UserCode.ASSIGNED);
        assertThat(joins(room.installation(issued), "grace")).isEqualTo(UserCode.ASSIGNED);
        assertThatThrownBy(() -> split(id, new SplitOrder(null, 2, null, null)))
                .hasMessageContaining("2 named users hold seats, and 1 would be left");

        Split split = split(id, new SplitOrder(null, 1, null, null));

        Actor other = installation(split.made().key()).orElseThrow();
        assertThat(joins(room.installation(issued), "edsger")).isEqualTo(UserCode.NO_SEAT_FREE);
        assertThat(joins(other, "edsger")).isEqualTo(UserCode.ASSIGNED);
        assertThat(split.made().license().terms().rules().metered()).isEmpty();
        assertThat(split.rest().terms().rules().metered()).containsOnlyKeys("pages");

        merge(id, other.id());
        assertThat(joins(room.installation(issued), "barbara"))
                .as("all three seats are taken")
                .isEqualTo(UserCode.NO_SEAT_FREE);
        assertThat(joins(room.installation(issued), "edsger"))
                .as("whose seat moved")
                .isEqualTo(UserCode.ASSIGNED);
    }

    private static UserCode joins(Actor installation, String name) {
        return self.join(installation, EmailAddress.of(name + "@x.example")).code();
    }

    @Test
    void mergedLicensesAreOneWithTheMachinesOfBoth() {
        Policy policy = room.policy(Map.of("maxActivations", 2));
        IssuedLicense one = room.issue(policy);
        IssuedLicense other = room.issue(policy);
        activated(room.installation(one), "desk");
        activated(room.installation(other), "desk");
        activated(room.installation(other), "laptop");

        License merged =
                merging.merge(room.acme, one.license().id(), other.license().id(), Duration.ofDays(30));

        assertThat(merged.terms().maxActivations()).isEqualTo(4);
        assertThat(merged.activations())
                .as("the desk had two seats and needs one")
                .isEqualTo(2);
        License archived = license(other.license().id());
        assertThat(archived.state()).isEqualTo(LicenseState.ARCHIVED);
        assertThat(archived.stateReason()).contains(merged.number());
        Actor before = installation(other.key()).orElseThrow();
        assertThat(before.id()).as("the other's key works on for a while").isEqualTo(merged.id());
        assertThat(activated(before, "laptop")).isEqualTo(Code.VALID);
        room.clock.advance(Duration.ofDays(30));
        assertThat(installation(other.key())).isEmpty();
        assertThat(room.events("license.merged", merged.id())).isEqualTo(1);
        assertThat(room.events("license.archived", archived.id())).isEqualTo(1);
    }

    @Test
    void withoutOverlapTheOthersKeyIsNobodys() {
        Policy policy = room.policy(Map.of("maxActivations", 2));
        IssuedLicense one = room.issue(policy);
        IssuedLicense other = room.issue(policy);

        merge(one.license().id(), other.license().id());

        assertThat(installation(other.key())).isEmpty();
        assertThat(installation(one.key())).isPresent();
    }

    @Test
    void onlyWhatIsAlikeIsMerged() {
        Policy policy = room.policy(Map.of("term", "P1Y", "maxActivations", 2));
        UUID one = room.issue(policy).license().id();
        UUID later = room.issue(policy).license().id();
        room.licenses.renew(room.acme, later);
        UUID foreign = room.license(Map.of("term", "P1Y", "maxActivations", 2))
                .license()
                .id();
        UUID generous = room.issue(policy).license().id();
        room.licenses.update(
                room.acme,
                generous,
                room.json.convertValue(Map.of("rules", Map.of("overage", Map.of("machines", 1))), LicenseEdit.class),
                ExpectedVersion.ANY);
        UUID suspended = room.issue(policy).license().id();
        room.licenses.suspend(room.acme, suspended, null);

        assertThatThrownBy(() -> merge(one, one)).hasMessageContaining("is the same license");
        assertThatThrownBy(() -> merge(one, UUID.randomUUID())).hasMessageContaining("is no license");
        assertThatThrownBy(() -> merge(one, foreign)).hasMessageContaining("different policies");
        assertThatThrownBy(() -> merge(one, later)).hasMessageContaining("different ends");
        assertThatThrownBy(() -> merge(one, generous)).hasMessageContaining("differ in rules.overage");
        assertThatThrownBy(() -> merge(one, suspended)).hasMessageContaining("SUSPENDED");
        assertThat(license(one).version()).isEqualTo(1);
    }

    @Test
    void noSeatIsMadeOrLostHoweverManySplitMergeAndActivateAtOnce() throws Exception {
        Policy policy = room.policy(Map.of("maxActivations", 12));
        UUID first = room.issue(policy).license().id();
        Actor one = room.installation(room.issue(policy));
        List<Callable<@Nullable Object>> clients = IntStream.range(0, 60)
                .<Callable<@Nullable Object>>mapToObj(i -> () -> step(i, first, one))
                .toList();

        try (ExecutorService threads = LicensingFixture.clients()) {
            List<Future<@Nullable Object>> done = new ArrayList<>(threads.invokeAll(clients));
            for (Future<@Nullable Object> each : done) {
                each.get();
            }
        }

        String live = " from licenses l where state <> 'ARCHIVED' and policy_id = '" + policy.id() + "'";
        assertThat(room.number("select cast(sum(max_activations) as int)" + live))
                .isEqualTo(24);
        assertThat(room.number("select count(*)" + live
                        + " and max_activations < (select count(*) from license_activations a"
                        + " where a.license_id = l.id and a.deactivated_at is null)"))
                .as("licenses with more machines than seats")
                .isZero();
        assertThat(room.number("select count(*)" + live)).as("some were split").isGreaterThan(2);
    }

    /** What is refused changes nothing. */
    private static @Nullable Object step(int i, UUID first, Actor one) {
        try {
            switch (i % 3) {
                case 0 -> activated(one, "m" + i);
                case 1 -> split(i % 2 == 0 ? first : one.id(), seats(1 + i % 2));
                default -> {
                    UUID made = split(i % 2 == 0 ? one.id() : first, seats(1))
                            .made()
                            .license()
                            .id();
                    if (i % 4 == 0) {
                        merge(first, made);
                    } else {
                        merge(
                                made,
                                split(made.equals(first) ? one.id() : first, seats(1))
                                        .made()
                                        .license()
                                        .id());
                    }
                }
            }
        } catch (ProblemException refused) {
            return refused.type();
        }
        return null;
    }
}
