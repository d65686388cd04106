package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.tenant.TenantEnvironment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes an actor of whoever proved to hold a license, whatever they proved it with. A suspended, revoked or expired license
 * gets in, to be told so in a signed answer; only an archived one is nobody any more. Thread-safe.
 */
@Singleton
public class LicenseHolders {

    /** What a query for {@link Proved} takes from {@code licenses l}. */
    public static final String COLUMNS = "l.id, l.number, l.state, l.rules #>> '{authentication,strategy}' as strategy";

    private final Set<String> permissions;

    @Inject
    public LicenseHolders(Permissions permissions) {
        this.permissions = permissions.of(BuiltInRole.LICENSE_HOLDER);
    }

    /**
     * A license that somebody proved to hold.
     *
     * @param strategy null where the rules leave it at its default
     */
    public record Proved(
            UUID id,
            String number,
            LicenseState state,
            @Nullable AuthenticationStrategy strategy) {

        AuthenticationStrategy takes() {
            return strategy == null ? AuthenticationStrategy.LICENSE : strategy;
        }
    }

    /**
     * The installation.
     *
     * @param where the license is
     * @param kind which credentials the strategy has to take
     * @return empty for an archived license
     * @throws ProblemException CREDENTIAL_NOT_ALLOWED if the license's rules do not take credentials of the kind
     */
    public Optional<Actor> admit(
            TenantEnvironment where, Proved license, Predicate<AuthenticationStrategy> kind, RequestOrigin origin) {
        if (license.state() == LicenseState.ARCHIVED) {
            return Optional.empty();
        }
        if (!kind.test(license.takes())) {
            throw new ProblemException(
                    ProblemType.CREDENTIAL_NOT_ALLOWED,
                    "The license takes " + taken(license.takes()) + " from its installations.");
        }
        return Optional.of(new Actor(
                        where.tenant(),
                        Actor.Kind.LICENSE,
                        license.id(),
                        license.number(),
                        permissions,
                        RecordScope.own(license.id()),
                        origin)
                .in(where.environment()));
    }

    private static String taken(AuthenticationStrategy strategy) {
        return switch (strategy) {
            case LICENSE -> "its key only";
            case TOKEN -> "its tokens only";
            case MIXED -> "its key and its tokens";
            case NONE -> "neither its key nor tokens";
        };
    }
}
