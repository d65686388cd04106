package dev.marque.keygen.people;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Links;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.License;
import dev.marque.licensing.user.NamedUser;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users as Keygen shows them, and finding them. Thread-safe. */
@Singleton
public class UserViews {

    private final Users users;
    private final Details details;

    @Inject
    UserViews(Users users, Details details) {
        this.users = users;
        this.details = details;
    }

    public Map<String, @Nullable Object> of(Call call, User user) {
        return of(call.links(), call.actor(), user);
    }

    Map<String, @Nullable Object> of(Links links, Actor actor, User user) {
        return UserView.of(user, details.of(actor, Kind.USER, user.id()), links);
    }

    List<Map<String, @Nullable Object>> of(Call call, List<User> found) {
        Map<UUID, Detail> said =
                details.of(call.actor(), Kind.USER, found.stream().map(User::id).toList());
        return found.stream()
                .<Map<String, @Nullable Object>>map(
                        user -> UserView.of(user, said.getOrDefault(user.id(), Detail.NOTHING), call.links()))
                .toList();
    }

    /** Somebody who has a seat of a license: as the user that they are, if they are one. */
    public Map<String, @Nullable Object> of(Call call, License license, NamedUser seat) {
        return byEmail(call.actor(), seat.email())
                .<Map<String, @Nullable Object>>map(user -> of(call, user))
                .orElseGet(() -> UserView.of(seat, call.links()));
    }

    Optional<User> byId(Actor actor, UUID id) {
        try {
            return Optional.of(users.get(actor, id));
        } catch (ProblemException none) {
            return Optional.empty();
        }
    }

    /** Whoever has that address. */
    public Optional<User> byEmail(Actor actor, String email) {
        return users.byEmail(actor, EmailAddress.of(email).normal());
    }
}
