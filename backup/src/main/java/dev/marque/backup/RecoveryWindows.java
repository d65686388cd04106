package dev.marque.backup;

import dev.marque.backup.wal.LogState;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Looking at what can be restored to a moment. */
@Singleton
public class RecoveryWindows {

    private final LogState state;
    private final FirstTenantOnly firstTenant;
    private final InstantSource clock;

    @Inject
    public RecoveryWindows(LogState state, FirstTenantOnly firstTenant, InstantSource clock) {
        this.state = state;
        this.firstTenant = firstTenant;
        this.clock = clock;
    }

    /** @throws ProblemException FORBIDDEN for another tenant than the first */
    public RecoveryWindow get(Actor actor) {
        firstTenant.require(actor);
        return look();
    }

    /** For meters. */
    public RecoveryWindow look() {
        return state.read().map(this::window).orElse(RecoveryWindow.NONE);
    }

    private RecoveryWindow window(LogState.Seen seen) {
        return new RecoveryWindow(
                true,
                seen.lookedAt(),
                seen.windows(),
                lagSeconds(seen),
                seen.lastSegment(),
                seen.waiting(),
                seen.gaps(),
                seen.problem());
    }

    private @Nullable Long lagSeconds(LogState.Seen seen) {
        if (seen.windows().isEmpty()) {
            return null;
        }
        Instant until = seen.windows().getLast().until();
        return Math.max(0, Duration.between(until, clock.instant()).toSeconds());
    }
}
