package dev.marque.app.boot;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.Users;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Makes an empty database usable: a tenant, its roles and signing keys, somebody who can sign in. Repeatable. */
@Singleton
public class FirstStart {

    private static final String TENANT = "main";

    /** An administrator who was just created with a password that nobody knows yet. */
    record NewAdministrator(String email, String password) {

        @Override
        public String toString() {
            return "NewAdministrator[" + email + "]";
        }
    }

    private final MarqueConfiguration configuration;
    private final Tenants tenants;
    private final Roles roles;
    private final Users users;
    private final SigningKeys signingKeys;
    private final SecureRandom random;

    @Inject
    public FirstStart(
            MarqueConfiguration configuration,
            Tenants tenants,
            Roles roles,
            Users users,
            SigningKeys signingKeys,
            SecureRandom random) {
        this.configuration = configuration;
        this.tenants = tenants;
        this.roles = roles;
        this.users = users;
        this.signingKeys = signingKeys;
        this.random = random;
    }

    /** Returns the administrator if this call created one with a random password. */
    Optional<NewAdministrator> prepare() {
        if (tenants.home().isEmpty()) {
            tenants.createIfAbsent(TENANT, "Main", ZoneOffset.UTC);
        }
        tenants.all().forEach(this::prepare);
        Tenant home = tenants.home().orElseThrow();
        return users.isEmpty(home.id()) ? createAdministrator(home) : Optional.empty();
    }

    private void prepare(Tenant tenant) {
        roles.writeBuiltIn(tenant.id());
        signingKeys.active(tenant.id(), SignatureAlgorithm.ED25519);
        signingKeys.active(tenant.id(), SignatureAlgorithm.RSA_SHA256);
    }

    private Optional<NewAdministrator> createAdministrator(Tenant tenant) {
        String email = configuration.admin().email();
        Optional<String> chosen = configuration.admin().password();
        String password = chosen.orElseGet(() -> Tokens.random(random).substring(0, 20));
        try {
            users.create(
                    Actor.system(tenant.id(), "first start"),
                    email,
                    "Administrator",
                    password,
                    List.of(BuiltInRole.ADMINISTRATOR.code()));
        } catch (ProblemException problem) {
            if (problem.type() != ProblemType.ALREADY_EXISTS) {
                throw new ConfigurationProblem("MARQUE_ADMIN_PASSWORD " + problem.detail() + ".");
            }
            // Another process starts on the same database and was first; its password counts.
            return Optional.empty();
        }
        return chosen.isPresent() ? Optional.empty() : Optional.of(new NewAdministrator(email, password));
    }
}
