package dev.marque.platform.access;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Granted;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.Reach;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a role of a tenant's own may hold. */
@Singleton
public class RoleRules {

    private final Permissions permissions;

    @Inject
    public RoleRules(Permissions permissions) {
        this.permissions = permissions;
    }

    /** @throws ProblemException INVALID_INPUT that names each permission, or FORBIDDEN for more than the actor has */
    void check(Actor actor, List<String> codes, Reach reach) {
        checkCodes(codes, reach);
        Granted.by(actor).requireCovers(new Granted(Set.copyOf(codes), reach));
    }

    /** What the role had before may stay, also when the actor does not have it; what is new counts. */
    void checkChange(Actor actor, Role before, Role after, List<String> named) {
        checkCodes(named.isEmpty() ? after.permissions() : named, after.reach());
        Set<String> added = new HashSet<>(after.permissions());
        // With a wider reach everything that the role holds is new.
        if (before.reach().covers(after.reach())) {
            before.permissions().forEach(added::remove);
        }
        Reach given = added.isEmpty() ? Reach.OWN : after.reach();
        Granted.by(actor).requireCovers(new Granted(added, given));
    }

    private void checkCodes(List<String> codes, Reach reach) {
        List<String> grantable = permissions.grantable();
        List<FieldError> errors = IntStream.range(0, codes.size())
                .filter(i -> !grantable.contains(codes.get(i)) || !goesWith(codes.get(i), reach))
                .mapToObj(i -> FieldError.inBody(
                        "/permissions/" + i,
                        grantable.contains(codes.get(i))
                                ? "looks at everything in the tenant, so it needs the reach ALL"
                                : "is not a permission that can be granted"))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, "Some permissions cannot be in this role.", errors);
        }
    }

    private boolean goesWith(String code, Reach reach) {
        return reach == Reach.ALL || permissions.isScoped(code);
    }
}
