package dev.marque.platform.identity.oidc;

import java.util.UUID;

/** Whether somebody who signed in at a provider is let in here. */
sealed interface Admission {

    record Admitted(UUID userId) implements Admission {}

    /** @param reason for the person who wanted in */
    record Refused(String reason) implements Admission {}
}
