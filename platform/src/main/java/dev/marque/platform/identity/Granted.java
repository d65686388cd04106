package dev.marque.platform.identity;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may do, and how far it reaches. */
public record Granted(Set<String> permissions, Reach reach) {

    static final Granted NOTHING = new Granted(Set.of(), Reach.OWN);

    public Granted {
        permissions = Set.copyOf(permissions);
    }

    public static Granted by(Actor actor) {
        return new Granted(actor.permissions(), actor.scope().reach());
    }

    Granted and(Granted other) {
        Set<String> all = new HashSet<>(permissions);
        all.addAll(other.permissions);
        return new Granted(all, reach.or(other.reach));
    }

    /** As far as the scopes allow it, too. */
    public Granted within(Set<String> scopes) {
        return new Granted(
                permissions.stream().filter(scopes::contains).collect(Collectors.toUnmodifiableSet()), reach);
    }

    /** @throws ProblemException FORBIDDEN if the other allows more, or reaches further */
    public void requireCovers(Granted other) {
        other.permissions.stream()
                .sorted()
                .filter(permission -> !permissions.contains(permission))
                .findFirst()
                .ifPresent(permission -> {
                    throw new ProblemException(
                            ProblemType.FORBIDDEN,
                            "This takes the permission " + permission + ", which the caller lacks.");
                });
        if (!reach.covers(other.reach)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This takes the reach " + other.reach + "; the caller has " + reach + ".");
        }
    }
}
