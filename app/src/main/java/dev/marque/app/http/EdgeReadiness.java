package dev.marque.app.http;

import dev.marque.edge.premises.EdgeDoor;
import dev.marque.edge.premises.EdgeStatus;
import dev.marque.edge.sync.EdgeWork;
import dev.marque.edge.sync.SyncState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Whether a server at a customer gives seats. At the vendor's there is nothing to ask. */
@Readiness
@Singleton
public class EdgeReadiness implements HealthCheck {

    private final EdgeDoor door;
    private final Optional<EdgeWork> work;

    @Inject
    public EdgeReadiness(EdgeDoor door, Optional<EdgeWork> work) {
        this.door = door;
        this.work = work;
    }

    @Override
    public HealthCheckResponse call() {
        EdgeStatus status = door.status().orElse(EdgeStatus.VENDOR);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("edge")
                .withData("code", status.code().name())
                .withData("detail", status.detail());
        put(answer, "license", status.number());
        put(answer, "fingerprint", status.fingerprint());
        put(answer, "graceFrom", text(status.graceFrom()));
        put(answer, "endsAt", text(status.endsAt()));
        work.flatMap(EdgeWork::syncState).ifPresent(sync -> put(answer, sync));
        return answer.status(work.isEmpty() || status.code().open()).build();
    }

    private static void put(HealthCheckResponseBuilder answer, SyncState sync) {
        put(answer, "syncedAt", text(sync.syncedAt()));
        put(answer, "syncTrouble", sync.trouble());
    }

    private static void put(HealthCheckResponseBuilder answer, String name, @Nullable String value) {
        if (value != null) {
            answer.withData(name, value);
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
