package dev.marque.keygen.route;

import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.keygen.wire.Links;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.tenant.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call, as the routes see it.
 *
 * @param caller empty where a route is open to nobody in particular
 * @param path the parameters of the address, by name
 * @param presented what the caller proved itself with
 * @param target path and query as they were sent
 */
public record Call(
        TenantId account,
        Optional<Actor> caller,
        Map<String, String> path,
        Query query,
        byte[] bytes,
        RequestOrigin origin,
        Presented presented,
        String target) {

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Call[" + origin.requestId() + "]";
    }

    /** Who calls. */
    public Actor actor() {
        return caller.orElseThrow(() -> new IllegalStateException("nobody is known"));
    }

    /** Whether a license calls, not one of the staff. */
    public boolean byLicense() {
        return caller.isPresent() && actor().kind() == Actor.Kind.LICENSE;
    }

    /** Refuses what takes more than one of these permissions of the staff, or to be a license. */
    public void require(String permission) {
        if (!actor().may(permission)) {
            throw Failure.forbidden(
                    null, "You do not have permission to complete the request (it takes " + permission + ")");
        }
    }

    public Links links() {
        return new Links(account.value());
    }

    /** The license key that the caller proved itself with; null if it was something else. */
    public @Nullable String licenseKey() {
        return presented.licenseKey();
    }

    /** What a person sent to sign in; empty for the others. */
    public Optional<Presented.Password> password() {
        return Optional.ofNullable(presented.password());
    }

    /** A parameter of the address. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** A parameter of the address that has to be an id. */
    public UUID id(String name, String what) {
        return Ids.need(what, path(name));
    }

    /** The document that was sent; it is read anew each time. */
    public Body body() {
        return Body.of(bytes);
    }
}
