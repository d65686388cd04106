package dev.marque.platform.identity;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Gives roles to others: only ones that exist, and none that does more than the giver may. Thread-safe. */
@Singleton
public class RoleGrants {

    private final Roles roles;

    @Inject
    public RoleGrants(Roles roles) {
        this.roles = roles;
    }

    /**
     * Checks roles that an actor wants to give.
     *
     * @param pointer where in the body the role of an index stands
     * @throws ProblemException INVALID_INPUT for a role that the tenant does not have, FORBIDDEN for one that may do
     *     something that the actor may not
     */
    public void check(Handle transaction, Actor actor, List<String> codes, IntFunction<String> pointer) {
        List<String> unknown = roles.unknownOf(transaction, codes);
        List<FieldError> errors = IntStream.range(0, codes.size())
                .filter(i -> unknown.contains(codes.get(i)))
                .mapToObj(i -> FieldError.inBody(pointer.apply(i), "is not a role of this tenant"))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, "Some roles do not exist.", errors);
        }
        roles.permissionsOf(transaction, codes).stream()
                .filter(permission -> !actor.may(permission))
                .sorted()
                .findFirst()
                .ifPresent(permission -> {
                    throw new ProblemException(
                            ProblemType.FORBIDDEN,
                            "You cannot give a role with the permission " + permission + ", since you do not have it.");
                });
    }

    /** What both the roles and the scopes allow. */
    public Set<String> both(Handle transaction, Collection<String> codes, Set<String> scopes) {
        return roles.permissionsOf(transaction, codes).stream()
                .filter(scopes::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
