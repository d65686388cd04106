package dev.marque.licensing.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Machines write requests and proofs, and people bring old and new ones in any order, again and again, while time goes
 * by; compared with a model that is three collections.
 */
class OfflineModelTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final FileOrder ORDER = new FileOrder(true, null, null, SignatureAlgorithm.ED25519);
    private static final int SEATS = 2;
    private static final int MACHINES = 4;

    @AfterContainer
    static void close() {
        room.close();
    }

    /** A request that was written once. */
    private record Written(int machine, String text) {}

    @Property(tries = 25)
    void noRequestEverGetsMoreThanItsOneSeat(@ForAll @Size(24) List<@IntRange(min = 0, max = 99) Integer> steps) {
        IssuedLicense issued = room.license(Map.of("maxActivations", SEATS));
        Map<Integer, UUID> seated = new HashMap<>();
        Map<String, UUID> answered = new HashMap<>();
        Set<UUID> off = new HashSet<>();
        List<Written> drawer = new ArrayList<>();

        for (int step : steps) {
            int choice = step / 10;
            int number = step % 10;
            room.clock.set(room.clock.instant().plus(Duration.ofMinutes(step)));
            if (choice < 3 || drawer.isEmpty()) {
                drawer.add(new Written(number % MACHINES, request(number % MACHINES, issued)));
            } else if (choice < 8) {
                bring(drawer.get(number % drawer.size()), seated, answered, off);
            } else {
                signOff(number % MACHINES, issued, seated, off);
            }
            assertThat(active(issued)).isEqualTo(new HashSet<>(seated.values())).hasSizeLessThanOrEqualTo(SEATS);
        }
    }

    private static void bring(Written request, Map<Integer, UUID> seated, Map<String, UUID> answered, Set<UUID> off) {
        UUID before = answered.get(request.text());
        UUID expected = seated.get(request.machine());
        try {
            Activation activation = room.offline
                    .activate(room.acme, request.text(), ORDER)
                    .seating()
                    .activation();
            assertThat(before == null || !off.contains(before)).isTrue();
            if (activation == null) {
                assertThat(expected).isNull();
                assertThat(seated).hasSize(SEATS);
                return;
            }
            if (expected == null) {
                assertThat(seated).hasSizeLessThan(SEATS);
                seated.put(request.machine(), activation.id());
            } else {
                assertThat(activation.id()).isEqualTo(expected);
            }
            answered.putIfAbsent(request.text(), activation.id());
        } catch (ProblemException spent) {
            assertThat(before).isNotNull().isIn(off);
        }
    }

    private static void signOff(int machine, IssuedLicense issued, Map<Integer, UUID> seated, Set<UUID> off) {
        UUID activation = seated.remove(machine);
        if (activation != null) {
            String proof = DeactivationProof.of(activation, "m" + machine, room.clock.instant(), room.random)
                    .write(issued.key());
            assertThat(room.offline.signOff(room.acme, proof)).isEqualTo(room.offline.signOff(room.acme, proof));
            off.add(activation);
        }
    }

    private static String request(int machine, IssuedLicense issued) {
        return ActivationRequest.of(Fingerprint.of("m" + machine), null, null, null, room.clock.instant(), room.random)
                .write(issued.key());
    }

    private static Set<UUID> active(IssuedLicense issued) {
        Set<UUID> ids = new HashSet<>();
        room.texts("select id::text from license_activations where deactivated_at is null and license_id = '"
                        + issued.license().id() + "'")
                .forEach(id -> ids.add(UUID.fromString(id)));
        return ids;
    }
}
