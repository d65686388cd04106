package dev.marque.platform.identity.oidc;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The providers of a tenant. Client secrets are encrypted at rest and never shown. Whoever maps groups to roles gives
 * roles, so nobody maps to a role that does more than they may. Thread-safe.
 */
@Singleton
public class OidcProviders {

    static final String SECRET_PURPOSE = "oidc-client-secret";
    private static final String TYPE = "oidc-provider";
    private static final int MAX_ISSUER_LENGTH = 500;

    private final Database database;
    private final OidcProviderRows rows;
    private final ProviderAddresses addresses;
    private final Roles roles;
    private final SecretBox box;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    OidcProviders(
            Database database,
            OidcProviderRows rows,
            ProviderAddresses addresses,
            Roles roles,
            SecretBox box,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.rows = rows;
        this.addresses = addresses;
        this.roles = roles;
        this.box = box;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Adds a provider. It is not called: whether it answers shows at the first sign-in.
     *
     * @throws ProblemException INVALID_INPUT, FORBIDDEN for a role that does more than the actor may
     */
    public OidcProvider create(Actor actor, OidcSettings settings) {
        checkIssuer(settings);
        byte[] secret = seal(actor.tenant(), settings.clientSecret());
        Instant now = now();
        OidcProvider provider = OidcProvider.of(ids.next(), settings, secret != null, now, now);
        return database.inTenant(actor.tenant(), transaction -> {
            checkRoles(transaction, actor, settings);
            rows.insert(transaction, actor.tenant(), provider, secret);
            changes.record(transaction, actor, Change.created(TYPE, provider.id(), provider));
            return provider;
        });
    }

    /**
     * Replaces a provider's settings; a client secret that is left out stays, as long as the issuer does. People keep the roles that they have until
     * they sign in again.
     *
     * @throws ProblemException NOT_FOUND, INVALID_INPUT, FORBIDDEN for a role that does more than the actor may
     */
    public OidcProvider replace(Actor actor, UUID id, OidcSettings settings) {
        checkIssuer(settings);
        byte[] secret = seal(actor.tenant(), settings.clientSecret());
        return database.inTenant(actor.tenant(), transaction -> {
            OidcProvider before = rows.lock(transaction, id);
            checkSecretStays(before, settings);
            checkRoles(transaction, actor, settings);
            boolean hasSecret = secret != null || before.hasClientSecret();
            OidcProvider after = OidcProvider.of(id, settings, hasSecret, before.createdAt(), now());
            rows.update(transaction, after, secret);
            changes.record(transaction, actor, Change.of("oidc-provider.updated", TYPE, id, before, after));
            return after;
        });
    }

    /** The providers, newest first. */
    public Page<OidcProvider> list(Actor actor, PageRequest request) {
        List<OidcProvider> items = database.inTenant(actor.tenant(), transaction -> rows.page(transaction, request));
        return Page.of(items, request, OidcProvider::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public OidcProvider get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> rows.find(transaction, id))
                .orElseThrow(() -> ProblemException.notFound("provider"));
    }

    /**
     * Deletes a provider. Nobody signs in through it any more; who is signed in stays so until that sign-in ends.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void delete(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            OidcProvider before = rows.lock(transaction, id);
            rows.delete(transaction, id);
            changes.record(transaction, actor, new Change("oidc-provider.deleted", TYPE, id, before, null));
        });
    }

    private void checkIssuer(OidcSettings settings) {
        URI issuer = settings.issuer();
        if (!addresses.isAllowed(issuer)
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.toString().length() > MAX_ISSUER_LENGTH) {
            throw ProblemException.invalid(FieldError.inBody(
                    "/issuer", "must be an https address without query and fragment, at most 500 characters"));
        }
    }

    /** The secret goes to wherever the issuer says: nobody who cannot read it may have it sent to another place. */
    private static void checkSecretStays(OidcProvider before, OidcSettings settings) {
        if (before.hasClientSecret()
                && settings.clientSecret() == null
                && !before.issuer().equals(settings.issuer())) {
            throw ProblemException.invalid(
                    FieldError.inBody("/clientSecret", "must be sent again when the issuer changes"));
        }
    }

    private void checkRoles(Handle transaction, Actor actor, OidcSettings settings) {
        List<String> mapped = settings.mapping().stream().map(GroupRole::role).toList();
        roles.requireGrantable(transaction, actor, mapped, i -> "/groupRoles/" + i + "/role");
        if (settings.defaultRole() != null) {
            roles.requireGrantable(transaction, actor, List.of(settings.defaultRole()), i -> "/defaultRole");
        }
    }

    private byte @Nullable [] seal(TenantId tenant, @Nullable String secret) {
        return secret == null ? null : box.seal(tenant, SECRET_PURPOSE, secret.getBytes(StandardCharsets.UTF_8));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
