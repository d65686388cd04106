package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Machines of one license that ask at the same time. What was read for one of them says nothing of what another, that may be
 * the same machine, makes of it. Not thread-safe.
 */
final class Alike {

    private final Map<UUID, List<Fingerprint>> seen = new HashMap<>();

    /** Whether no machine before it, of the same license, may be the same by any way of matching. */
    boolean isFirst(UUID licenseId, Fingerprint machine) {
        List<Fingerprint> others = seen.computeIfAbsent(licenseId, _ -> new ArrayList<>());
        boolean first = others.stream().noneMatch(other -> mayBe(other, machine));
        others.add(machine);
        return first;
    }

    private static boolean mayBe(Fingerprint one, Fingerprint other) {
        return one.value().equals(other.value()) || one.equalComponents(other) > 0;
    }
}
