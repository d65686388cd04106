package dev.marque.platform.http;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who makes the current call, and where it came from. One per request; filled by the filters of this package. */
@RequestScoped
public class CurrentActor {

    private @Nullable Actor actor;
    private @Nullable RequestOrigin origin;

    /** The caller. Only operations with {@link Requires} have one. */
    public Actor actor() {
        if (actor == null) {
            throw new IllegalStateException("an operation that is open to all has no actor");
        }
        return actor;
    }

    /** The caller, if it is known already, and at all. */
    public Optional<Actor> known() {
        return Optional.ofNullable(actor);
    }

    /** Where the call came from. */
    public RequestOrigin origin() {
        return origin == null ? RequestOrigin.internal("none") : origin;
    }

    void is(Actor caller) {
        this.actor = caller;
    }

    void comesFrom(RequestOrigin from) {
        this.origin = from;
    }
}
