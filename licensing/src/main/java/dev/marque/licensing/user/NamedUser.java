package dev.marque.licensing.user;

import dev.marque.licensing.edit.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person and a license. There is one of these for each pair, whatever becomes of it.
 *
 * @param email as it was given last
 * @param person the address as all ways to write it have it in common
 * @param invitedUntil the first instant at which the last invitation no longer holds; null if there was none
 * @param coolsUntil the first instant at which somebody else can have the seat; null unless it was given up
 */
public record NamedUser(
        UUID id,
        UUID licenseId,
        String email,
        String person,
        UserState state,
        @Nullable Instant invitedAt,
        @Nullable Instant invitedUntil,
        @Nullable Instant assignedAt,
        @Nullable Instant releasedAt,
        @Nullable Instant coolsUntil) {

    static NamedUser unknown(UUID id, UUID licenseId, EmailAddress email) {
        return new NamedUser(
                id, licenseId, email.given(), email.normal(), UserState.RELEASED, null, null, null, null, null);
    }

    /** Whether nothing was ever made of the two. */
    boolean isUnknown() {
        return invitedAt == null && assignedAt == null;
    }

    NamedUser invited(String as, Instant now, Duration lifetime) {
        return new NamedUser(
                id, licenseId, as, person, UserState.INVITED, now, now.plus(lifetime), null, releasedAt, coolsUntil);
    }

    NamedUser assigned(String as, Instant now) {
        return new NamedUser(id, licenseId, as, person, UserState.ASSIGNED, invitedAt, invitedUntil, now, null, null);
    }

    /** A seat that was used cools off; an invitation leaves the seat as it found it. */
    NamedUser released(Instant now, Duration coolingOff) {
        Instant cools = state == UserState.ASSIGNED ? now.plus(coolingOff) : coolsUntil;
        Instant released = state == UserState.ASSIGNED ? now : releasedAt;
        return new NamedUser(
                id, licenseId, email, person, UserState.RELEASED, invitedAt, null, assignedAt, released, cools);
    }

    /** The first instant at which the seat is free by time alone; null while somebody is assigned. */
    public @Nullable Instant heldUntil() {
        return switch (state) {
            case ASSIGNED -> null;
            case INVITED -> latest(invitedUntil, coolsUntil);
            case RELEASED -> latest(coolsUntil);
        };
    }

    /** Whether the invitation can be accepted at that instant. */
    boolean isInvitedAt(Instant now) {
        return state == UserState.INVITED && invitedUntil != null && now.isBefore(invitedUntil);
    }

    private static Instant latest(@Nullable Instant... instants) {
        return Stream.of(instants)
                .filter(instant -> instant != null)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
