package dev.marque.cli.profile;

import java.net.URI;
import java.util.Optional;

/**
 * A server that is remembered.
 *
 * @param who signed in, for people
 * @param tenant its slug, if it was said at the sign-in
 * @param environment the code of the one to work in, unless a command says otherwise
 */
public record Profile(
        String name, URI server, Optional<String> who, Optional<String> tenant, Optional<String> environment) {

    /** What the profile's secret is kept under. */
    String account() {
        return name + "@" + server;
    }
}
