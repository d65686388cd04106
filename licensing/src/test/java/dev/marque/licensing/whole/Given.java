package dev.marque.licensing.whole;

import static dev.marque.licensing.testing.LicensingFixture.machine;

import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was given out for a license. */
final class Given {

    private static final UUID NEVER_GIVEN = new UUID(7, 7);

    final Actor installation;
    final List<String> keys = new ArrayList<>();
    final Map<String, UUID> activations = new HashMap<>();
    final Map<String, UUID> leases = new HashMap<>();
    final Map<String, UUID> users = new HashMap<>();
    final Map<String, String> invitations = new HashMap<>();
    final List<UUID> reservations = new ArrayList<>();

    Given(Actor installation, String key) {
        this.installation = installation;
        keys.add(key);
    }

    UUID id() {
        return installation.id();
    }

    UUID lease(String machine) {
        return leases.getOrDefault(machine, NEVER_GIVEN);
    }

    UUID activation(String machine) {
        return activations.getOrDefault(machine, NEVER_GIVEN);
    }

    int reservations() {
        return reservations.size();
    }

    boolean invited(String person) {
        return invitations.containsKey(person);
    }

    boolean knows(String person) {
        return users.containsKey(person);
    }
}
