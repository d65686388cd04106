package dev.marque.keygen.people;

import dev.marque.keygen.details.Detail;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.licensing.user.NamedUser;
import dev.marque.platform.identity.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as Keygen shows it. */
public final class UserView {

    private UserView() {}

    static Map<String, @Nullable Object> of(User user, Detail detail, Links links) {
        String first = detail.text("firstName");
        String last = detail.text("lastName");
        int space = user.name().indexOf(' ');
        return new Resource("users", user.id(), links)
                .attribute("fullName", user.name())
                .attribute(
                        "firstName",
                        first != null
                                ? first
                                : space < 0 ? user.name() : user.name().substring(0, space))
                .attribute(
                        "lastName",
                        last != null ? last : space < 0 ? null : user.name().substring(space + 1))
                .attribute("email", user.email())
                .attribute("status", user.disabledAt() == null ? "ACTIVE" : "BANNED")
                .attribute("role", KeygenRole.word(user))
                .attribute("permissions", List.of())
                .attribute("metadata", detail.metadata())
                .attribute("created", Moments.text(user.createdAt()))
                .attribute("updated", Moments.text(user.createdAt()))
                .relationship("environment", links.one("", "environments", null))
                .one("group", "groups", null)
                .many("products")
                .many("licenses")
                .many("machines")
                .many("tokens")
                .done();
    }

    /** Somebody who has a seat of a license, and is none of those who can sign in. */
    static Map<String, @Nullable Object> of(NamedUser seat, Links links) {
        Instant since = since(seat);
        return new Resource("users", seat.id(), links)
                .attribute("fullName", null)
                .attribute("firstName", null)
                .attribute("lastName", null)
                .attribute("email", seat.email())
                .attribute("status", "ACTIVE")
                .attribute("role", KeygenRole.USER.word())
                .attribute("permissions", List.of())
                .attribute("metadata", Map.of())
                .attribute("created", Moments.text(since))
                .attribute("updated", Moments.text(since))
                .relationship("environment", links.one("", "environments", null))
                .withoutLink();
    }

    private static @Nullable Instant since(NamedUser seat) {
        return seat.assignedAt() == null ? seat.invitedAt() : seat.assignedAt();
    }

    /** That a user is attached to a license. */
    public static Map<String, @Nullable Object> attachment(Links links, UUID license, User user, NamedUser seat) {
        UUID id = UUID.nameUUIDFromBytes((license + "/" + user.id()).getBytes(StandardCharsets.UTF_8));
        return new Resource("license-users", id, links)
                .attribute("created", Moments.text(since(seat)))
                .attribute("updated", Moments.text(since(seat)))
                .relationship("environment", links.one("", "environments", null))
                .relationship("license", links.one("licenses/" + license, "licenses", license))
                .relationship("user", links.one("users/" + user.id(), "users", user.id()))
                .withoutLink();
    }
}
