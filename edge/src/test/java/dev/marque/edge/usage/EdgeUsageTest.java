package dev.marque.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.marque.edge.Sharing;
import dev.marque.edge.premises.Edge;
import dev.marque.edge.premises.EdgeRoom;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What seats were used for: summed up at the customer, told to the vendor. */
class EdgeUsageTest {

    private static final EdgeRoom room = new EdgeRoom();
    private static final PageRequest PAGE = new PageRequest(50, Optional.empty());
    private static final EdgeUsage usage = new EdgeUsage(
            room.vendor.database,
            room.vendor.activations,
            room.vendor.licenses,
            room.vendor.changes,
            room.vendor.clock,
            room.vendor.ids);

    @AfterAll
    static void close() {
        room.close();
    }

    @BeforeEach
    void noon() {
        room.noonAgain();
    }

    @Test
    void hoursAreSummedUpOnceAndToldOnce() {
        IssuedLicense license = room.license(Map.of("seats", 2, "timeToLive", "PT30M"));
        Edge edge = installed(license);
        Actor self = Actor.system(room.customer.acme.tenant(), "test");
        UsageBook book = new UsageBook(room.customer.database, self.where(), room.history, room.customer.clock);
        room.acquire(edge, license, "m1");
        room.acquire(edge, license, "m2");
        assertThat(room.acquire(edge, license, "m3").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        room.pass(Duration.ofMinutes(50));
        room.acquire(edge, license, "m4");
        book.sumUp(license.license().id());
        assertThat(book.unsent(license.license().id(), 24))
                .as("the hour is not over")
                .isEmpty();

        room.pass(Duration.ofHours(3));
        book.sumUp(license.license().id());
        book.sumUp(license.license().id());

        List<HourOfUse> hours = book.unsent(license.license().id(), 24);
        assertThat(hours)
                .extracting(hour -> hour.startsAt() + " " + hour.seats() + " "
                        + hour.holders().size() + " " + hour.denials())
                .containsExactly("2026-11-22T12:00:00Z 2 3 1", "2026-11-22T13:00:00Z 1 1 0");

        Actor asEdge = room.vendor.installation(license);
        UsageReport report = UsageReport.of(room.fingerprint(), hours);
        assertThat(usage.receive(asEdge, report).fresh()).isEqualTo(2);
        assertThat(usage.receive(asEdge, report).fresh()).as("told again").isZero();
        assertThat(usage.list(room.vendor.acme, license.license().id(), PAGE).items())
                .extracting(EdgeHour::seats, EdgeHour::holders, EdgeHour::denials, EdgeHour::contradicted)
                .containsExactlyInAnyOrder(tuple(2, 3, 1, false), tuple(1, 1, 0, false));
        assertThat(room.vendor.audits("edge-usage.received", license.license().id()))
                .isEqualTo(1);
        book.sent(license.license().id(), hours);
        assertThat(book.unsent(license.license().id(), 24)).isEmpty();
    }

    @Test
    void anHourToldInTwoWaysIsKeptAsItWasAndMarked() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        installed(license);
        Actor asEdge = room.vendor.installation(license);
        usage.receive(asEdge, report("2026-11-22T11:00:00Z", 7));

        assertThat(usage.receive(asEdge, report("2026-11-22T11:00:00Z", 3)).fresh())
                .isZero();

        assertThat(usage.list(room.vendor.acme, license.license().id(), PAGE).items())
                .extracting(EdgeHour::seats, EdgeHour::contradicted)
                .containsExactly(tuple(7, true));
    }

    @Test
    void onlyAServerOnWhichTheLicenseIsActiveIsBelieved() {
        IssuedLicense license = room.license(Map.of("seats", 2));

        Received refused = usage.receive(room.vendor.installation(license), report("2026-11-22T11:00:00Z", 1));

        assertThat(refused.code()).isEqualTo(ReceivedCode.EDGE_UNKNOWN);
        assertThat(usage.list(room.vendor.acme, license.license().id(), PAGE).items())
                .isEmpty();
    }

    @Test
    void whatIsNoHourThatHasBegunIsRefused() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        installed(license);
        Actor asEdge = room.vendor.installation(license);

        for (String hour : List.of("2026-11-22T11:30:00Z", "2026-11-22T13:00:00Z", "2025-10-01T00:00:00Z")) {
            assertThatThrownBy(() -> usage.receive(asEdge, report(hour, 1)))
                    .as(hour)
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static Edge installed(IssuedLicense license) {
        room.install(room.answer(license, room.fingerprint(), true));
        return room.start(license.key(), Sharing.AS_SOLD);
    }

    private static UsageReport report(String hour, int seats) {
        return new UsageReport(
                room.fingerprint(),
                List.of(new UsageReport.Hour(Instant.parse(hour), seats, seats, List.of(), 0)),
                null);
    }
}
