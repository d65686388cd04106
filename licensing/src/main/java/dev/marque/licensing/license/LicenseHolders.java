package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
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

    /** A function that finds the license which a secret proves, by its hash at an instant. */
    public enum ProvedBy {
        KEY("license_by_key", AuthenticationStrategy::takesKeys),
        TOKEN("license_by_token", AuthenticationStrategy::takesTokens);

        private final String query;
        private final Predicate<AuthenticationStrategy> taken;

        ProvedBy(String function, Predicate<AuthenticationStrategy> taken) {
            this.query = "select * from " + function + "(:hash, :now)";
            this.taken = taken;
        }
    }

    private final Database database;
    private final InstantSource clock;
    private final Set<String> permissions;

    @Inject
    public LicenseHolders(Database database, InstantSource clock, Permissions permissions) {
        this.database = database;
        this.clock = clock;
        this.permissions = permissions.of(BuiltInRole.LICENSE_HOLDER);
    }

    /** @param strategy null where the rules leave it at its default */
    private record Proved(
            TenantId tenant,
            EnvironmentCode environment,
            UUID id,
            String number,
            LicenseState state,
            @Nullable AuthenticationStrategy strategy) {

        AuthenticationStrategy takes() {
            return strategy == null ? AuthenticationStrategy.LICENSE : strategy;
        }
    }

    /**
     * The installation that presents a secret.
     *
     * @param hash of the secret
     * @return empty if it proves nothing (any more), and for an archived license
     * @throws ProblemException CREDENTIAL_NOT_ALLOWED if the license's rules do not take credentials of the kind
     */
    public Optional<Actor> find(ProvedBy kind, byte[] hash, RequestOrigin origin) {
        return database.inOneStatement(handle -> handle.createQuery(kind.query)
                        .bind("hash", hash)
                        .bind("now", clock.instant())
                        .mapTo(Proved.class)
                        .findOne())
                .flatMap(license -> admit(license, kind, origin));
    }

    private Optional<Actor> admit(Proved license, ProvedBy kind, RequestOrigin origin) {
        if (license.state() == LicenseState.ARCHIVED) {
            return Optional.empty();
        }
        if (!kind.taken.test(license.takes())) {
            throw new ProblemException(
                    ProblemType.CREDENTIAL_NOT_ALLOWED,
                    "The license takes " + taken(license.takes()) + " from its installations.");
        }
        return Optional.of(new Actor(
                        license.tenant(),
                        Actor.Kind.LICENSE,
                        license.id(),
                        license.number(),
                        permissions,
                        RecordScope.own(license.id()),
                        origin)
                .in(license.environment()));
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
