package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.LicenseTraits.Ends;
import dev.marque.licensing.license.LicenseTraits.Machines;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Ten licenses of a policy, oldest first, by their places. */
class LicenseListsTest {

    private static final int MOST = 8;
    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseLists lists = new LicenseLists(room.database);
    private static final LicenseLists nearSighted = new LicenseLists(room.database, MOST);

    private static final Policy policy = room.policy(Map.of("term", "P1Y"));
    private static final List<IssuedLicense> issued =
            IntStream.range(0, 10).mapToObj(i -> room.issue(policy)).toList();
    private static final LicenseFilter ofPolicy = new LicenseFilter(null, policy.id(), null, null, null);

    @AfterAll
    static void close() {
        room.close();
    }

    private static UUID id(int place) {
        return issued.get(place).license().id();
    }

    private static List<Integer> places(Sliced<License> found) {
        List<UUID> ids = issued.stream().map(one -> one.license().id()).toList();
        return found.items().stream().map(license -> ids.indexOf(license.id())).toList();
    }

    private static Sliced<License> all(LicenseLists of, LicenseTraits traits) {
        return of.slice(room.acme, ofPolicy, traits, new Slice(false, 0, 100));
    }

    private static Count count(LicenseLists of, LicenseTraits traits) {
        return of.count(room.acme, ofPolicy, traits, 100);
    }

    @Test
    void slicesAreCutInBothOrders() {
        assertThat(places(lists.slice(room.acme, ofPolicy, LicenseTraits.ANY, new Slice(false, 1, 3))))
                .containsExactly(8, 7, 6);
        assertThat(places(lists.slice(room.acme, ofPolicy, LicenseTraits.ANY, new Slice(true, 8, 3))))
                .containsExactly(8, 9);
        assertThat(all(lists, LicenseTraits.ANY).items())
                .as("as they are told one by one")
                .contains(room.licenses.get(room.acme, id(0)));
        assertThat(count(lists, LicenseTraits.ANY)).isEqualTo(new Count.Exactly(10));
        assertThat(lists.count(room.acme, ofPolicy, LicenseTraits.ANY, 9)).isEqualTo(new Count.MoreThan(9));
        assertThat(lists.slice(room.globex, ofPolicy, LicenseTraits.ANY, new Slice(false, 0, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void customersStatesEndsMachinesAndTextsAreFound() {
        UUID customer = room.user("ada@example.com");
        room.licenses.assign(room.acme, id(1), new Assignment(null, null, null, customer));
        room.licenses.assign(room.acme, id(2), new Assignment(null, null, null, customer));
        room.licenses.suspend(room.acme, id(3), null);
        Instant soon = room.clock.instant().plus(Duration.ofDays(5));
        room.licenses.update(
                room.acme,
                id(4),
                new LicenseEdit(null, soon, null, null, Map.of("crm", "4711"), null),
                ExpectedVersion.ANY);
        room.activations.activate(room.installation(issued.get(5)), LicensingFixture.machine("one"));

        assertThat(places(all(lists, LicenseTraits.ANY.of(Set.of(customer))))).containsExactly(2, 1);
        assertThat(places(all(lists, LicenseTraits.ANY.notOf(Set.of(customer)))))
                .doesNotContain(1, 2)
                .hasSize(8);
        assertThat(places(all(lists, LicenseTraits.ANY.of(Set.of())))).isEmpty();
        assertThat(places(all(lists, LicenseTraits.ANY.assigned(true)))).containsExactly(2, 1);
        assertThat(places(all(lists, LicenseTraits.ANY.in(Set.of(LicenseState.SUSPENDED)))))
                .containsExactly(3);
        assertThat(places(all(lists, LicenseTraits.ANY.only(id(6))))).containsExactly(6);
        assertThat(places(all(lists, LicenseTraits.ANY.ending(new Ends(null, soon.plusSeconds(1), false)))))
                .containsExactly(4);
        assertThat(places(all(lists, LicenseTraits.ANY.ending(new Ends(soon, null, true)))))
                .hasSize(10);
        assertThat(places(all(lists, LicenseTraits.ANY.with(Map.of("crm", "4711")))))
                .containsExactly(4);
        assertThat(places(all(lists, LicenseTraits.ANY.usedBy(new Machines(1, null)))))
                .containsExactly(5);
        assertThat(count(lists, LicenseTraits.ANY.usedBy(new Machines(0, 0)))).isEqualTo(new Count.Exactly(9));
    }

    @Test
    void whatNoIndexFindsIsLookedForAmongSoManyOnly() {
        LicenseTraits endless = LicenseTraits.ANY.ending(new Ends(null, Instant.EPOCH, false));
        LicenseTraits anyEnd = LicenseTraits.ANY.ending(new Ends(Instant.EPOCH, null, true));

        assertThat(all(nearSighted, endless)).isEqualTo(new Sliced<>(List.of(), false));
        assertThat(count(nearSighted, endless)).isEqualTo(new Count.Unknown());
        assertThat(places(nearSighted.slice(room.acme, ofPolicy, anyEnd, new Slice(false, 0, MOST))))
                .as("a full page is whole")
                .hasSize(MOST);
        assertThat(all(nearSighted, LicenseTraits.ANY).complete())
                .as("an index finds all")
                .isTrue();
    }
}
