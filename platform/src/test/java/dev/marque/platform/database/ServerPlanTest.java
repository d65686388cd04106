package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerPlanTest {

    private static final Path FOLDER = Path.of("folder");

    @Test
    void onlyWhatIsDeletedWhenItIsDoneMayBeLostInAPowerCut() {
        assertThat(List.of(
                        ServerPlan.PLAIN,
                        ServerPlan.ARCHIVING,
                        ServerPlan.replaying(FOLDER, Optional.empty()),
                        ServerPlan.replayingLeast(FOLDER)))
                .allMatch(ServerPlan::durable)
                .allMatch(plan -> plan.withProgramsOf(FOLDER).durable());
        assertThat(ServerPlan.PASSING.durable()).isFalse();
        assertThat(ServerPlan.PASSING.withProgramsOf(FOLDER).durable()).isFalse();
    }
}
