package dev.marque.platform.identity;

import java.util.Optional;

/** Turns one kind of credential into an actor. Rooms may add kinds; exactly one authenticator takes a credential. */
public interface Authenticator {

    /** Whether the credential is of this kind, judged by its form alone. */
    boolean takes(Credential credential);

    /** Who presents it; empty if it is unknown, altered, expired or revoked. */
    Optional<Actor> authenticate(Credential credential, RequestOrigin origin);
}
