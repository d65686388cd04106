package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LicenseBatchTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    private static List<IssuedLicense> issue(Policy policy, String batch, int from, int count) {
        NewLicense input = new NewLicense(policy.id(), "Box", null, null, null, null, null, null, null);
        return room.issuing.issue(room.acme, input, new BatchPlaces(batch, from, count));
    }

    private static List<String> keys(List<IssuedLicense> licenses) {
        return licenses.stream().map(IssuedLicense::key).toList();
    }

    @Test
    void anInterruptedBatchIsGoneOnWithByAskingAgain() {
        Policy policy = room.policy(Map.of());
        List<IssuedLicense> first = issue(policy, "boxes", 0, 40);
        List<IssuedLicense> again = issue(policy, "boxes", 20, 40);

        assertThat(keys(again).subList(0, 20)).isEqualTo(keys(first).subList(20, 40));
        assertThat(room.licenses
                        .list(room.acme, new LicenseFilter(null, policy.id(), null, null, null), PageRequest.first(200))
                        .items())
                .hasSize(60);
        assertThat(room.audits("license.key-shown", first.get(20).license().id()))
                .isEqualTo(1);
        assertThat(room.installation(again.getFirst()).id())
                .isEqualTo(first.get(20).license().id());
    }

    @Test
    void thoseWhoAskForTheSamePlacesAtOnceGetTheSameLicenses() throws InterruptedException {
        Policy policy = room.policy(Map.of("keyFormat", "RANDOM"));
        List<Callable<List<String>>> calls = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> calls.add(() -> keys(issue(policy, "race", 0, 10))));
        try (ExecutorService threads = LicensingFixture.clients()) {
            assertThat(threads.invokeAll(calls).stream().map(Future::resultNow).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void aPlaceThatIsTakenKeepsItsPolicy() {
        issue(room.policy(Map.of()), "mixed", 0, 1);
        Policy other = room.policy(Map.of());
        assertThatThrownBy(() -> issue(other, "mixed", 0, 2))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.INVALID_INPUT));
        assertThat(issue(other, "mixed", 1, 1)).hasSize(1);
    }
}
