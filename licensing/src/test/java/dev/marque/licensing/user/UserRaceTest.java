package dev.marque.licensing.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two pools, as two processes have them, and many clients on both. */
class UserRaceTest {

    private static final UserRoom room = new UserRoom();
    private static final Database secondPool = Database.open(room.fixture.platform.app(), 10);
    private static final List<SelfService> PROCESSES =
            List.of(room.self, new SelfService(secondPool, room.fixture.changes, room.fixture.clock, room.fixture.ids));

    @AfterAll
    static void close() {
        secondPool.close();
        room.close();
    }

    @Test
    void neverMoreUsersThanSeatsHoweverManyComeAndGoAtOnce() throws Exception {
        Actor license = room.license(Map.of("seats", 7, "selfService", true, "coolingOff", "P1D"));
        List<Callable<UserCode>> clients = IntStream.range(0, 60)
                .<Callable<UserCode>>mapToObj(i -> () -> {
                    EmailAddress email = EmailAddress.of("user" + i % 20 + "@x.example");
                    SelfService process = PROCESSES.get(i % 2);
                    return i % 3 == 2
                            ? process.leave(license, email).code()
                            : process.join(license, email).code();
                })
                .toList();

        List<UserCode> codes = race(clients);

        assertThat(codes).contains(UserCode.ASSIGNED, UserCode.NO_SEAT_FREE);
        assertThat(room.fixture.number(
                        "select count(*) from license_users where held and license_id = '" + license.id() + "'"))
                .as("seats cool off, so all of them are taken to the end")
                .isEqualTo(7);
    }

    private static <T> List<T> race(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = LicensingFixture.clients()) {
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        }
    }
}
