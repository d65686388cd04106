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
import dev.marque.platform.tenancy.OperatorRealm;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
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
    private final OperatorRealm realm;
    private final SecureRandom random;

    @Inject
    public FirstStart(
            MarqueConfiguration configuration,
            Tenants tenants,
            Roles roles,
            Users users,
            SigningKeys signingKeys,
            OperatorRealm realm,
            SecureRandom random) {
        this.configuration = configuration;
        this.tenants = tenants;
        this.roles = roles;
        this.users = users;
        this.signingKeys = signingKeys;
        this.realm = realm;
        this.random = random;
    }

    /** Returns the administrator if this call created one with a random password. */
    Optional<NewAdministrator> prepare() {
        if (tenants.home().isEmpty()) {
            tenants.createIfAbsent(TENANT, "Main", ZoneOffset.UTC);
        }
        operator();
        Optional<TenantId> operators = realm.find();
        for (Tenant tenant : tenants.all()) {
            if (!operators.equals(Optional.of(tenant.id()))) {
                roles.writeBuiltIn(tenant.id());
            }
            signingKeys.active(tenant.id(), SignatureAlgorithm.ED25519);
            signingKeys.active(tenant.id(), SignatureAlgorithm.RSA_SHA256);
        }
        Tenant home = tenants.home().orElseThrow();
        return users.isEmpty(home.id()) ? createAdministrator(home) : Optional.empty();
    }

    /** The realm of operators, and the first of them, if they are configured. */
    private void operator() {
        Optional<String> email = configuration.operator().email();
        Optional<String> password = configuration.operator().password();
        if (realm.find().isEmpty() && (email.isEmpty() || password.isEmpty())) {
            return;
        }
        TenantId operators = realm.prepare();
        if (email.isPresent() && password.isPresent() && users.isEmpty(operators)) {
            create(
                    operators,
                    email.get(),
                    "Operator",
                    password.get(),
                    BuiltInRole.OPERATOR,
                    "MARQUE_OPERATOR_PASSWORD");
        }
    }

    /** Whether it was created; if not, another process starts on the same database and was first: its password counts. */
    private boolean create(
            TenantId tenant, String email, String name, String password, BuiltInRole role, String setting) {
        try {
            users.create(Actor.system(tenant, "first start"), email, name, password, List.of(role.code()));
            return true;
        } catch (ProblemException problem) {
            if (problem.type() != ProblemType.ALREADY_EXISTS) {
                throw new ConfigurationProblem(setting + " " + problem.detail() + ".");
            }
            return false;
        }
    }

    private Optional<NewAdministrator> createAdministrator(Tenant tenant) {
        String email = configuration.admin().email();
        Optional<String> chosen = configuration.admin().password();
        String password = chosen.orElseGet(() -> Tokens.random(random).substring(0, 20));
        boolean created = create(
                tenant.id(), email, "Administrator", password, BuiltInRole.ADMINISTRATOR, "MARQUE_ADMIN_PASSWORD");
        return !created || chosen.isPresent() ? Optional.empty() : Optional.of(new NewAdministrator(email, password));
    }
}
