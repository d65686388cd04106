package dev.marque.keygen.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Whose licenses are. Keygen's owner is our customer. Thread-safe. */
@Singleton
public class Owners {

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

    Optional<User> find(Actor actor, UUID id) {
        try {
            return Optional.of(users.get(actor, id));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
