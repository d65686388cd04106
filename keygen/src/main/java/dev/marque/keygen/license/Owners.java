package dev.marque.keygen.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whose licenses are. Keygen's owner is our customer. Thread-safe. */
@Singleton
public class Owners {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int MOST_BANNED = 1_000;

    private final Users users;

    @Inject
    Owners(Users users) {
        this.users = users;
    }

    /** The owner of a license, if it has one. */
    public Optional<User> of(Actor actor, License license) {
        return Optional.ofNullable(license.assignment().customerUserId()).flatMap(id -> find(actor, id));
    }

    /** Whether the owner is shut out. */
    public boolean isBanned(Actor actor, License license) {
        return of(actor, license).filter(user -> user.disabledAt() != null).isPresent();
    }

    /** The id of whoever is named by id or e-mail address; one that nobody has, if nobody is. */
    public UUID named(Actor actor, String name) {
        return Ids.parse(name)
                .or(() -> users.byEmail(actor, name).map(User::id))
                .orElse(NOBODY);
    }

    /** Those who are shut out. */
    Set<UUID> banned(Actor actor) {
        List<UUID> disabled = users.disabled(actor, MOST_BANNED + 1);
        if (disabled.size() > MOST_BANNED) {
            throw Failure.tooMuch(
                    "LIST_TOO_LONG", "more than " + MOST_BANNED + " users are banned: leave the status out");
        }
        return Set.copyOf(disabled);
    }

    public Optional<User> find(Actor actor, UUID id) {
        try {
            return Optional.of(users.get(actor, id));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
