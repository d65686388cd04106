package dev.marque.platform.identity.oidc;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds, or makes, the member of staff whom a provider speaks of. People are known by issuer and subject. An e-mail
 * address only ties somebody to a member of staff the first time, if the tenant wants that and the provider has verified
 * the address: otherwise whoever can choose an address at a provider could become anybody.
 */
@Singleton
class OidcPeople {

    /** As the audit trail keeps it. */
    record LinkedIdentity(UUID id, String issuer, String subject) {}

    private final Users users;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    OidcPeople(Users users, ChangeLog changes, InstantSource clock) {
        this.users = users;
        this.changes = changes;
        this.clock = clock;
    }

    /** Decides, and writes down what follows: a new member of staff, a tie to one, the roles of today. */
    Admission admit(Handle transaction, Actor actor, OidcProvider provider, VerifiedIdentity identity) {
        if (!isInDomains(provider, identity)) {
            return new Admission.Refused("Your e-mail address is none of those that may sign in here.");
        }
        oneAtATime(transaction, identity);
        Optional<User> known = known(transaction, identity);
        Optional<User> person = known.isPresent() ? known : linkable(transaction, provider, identity);
        Optional<List<String>> roles = RoleRule.roles(provider, identity.groups(), person.isPresent());
        person.ifPresent(user -> roles.ifPresent(now -> setRoles(transaction, actor, user, now)));
        if (roles.isPresent() && roles.get().isEmpty()) {
            return new Admission.Refused("None of your groups has a role here.");
        }
        if (known.isPresent()) {
            return new Admission.Admitted(known.get().id());
        }
        if (person.isPresent()) {
            tie(transaction, actor, identity, person.get().id());
            return new Admission.Admitted(person.get().id());
        }
        return create(transaction, actor, provider, identity, roles.orElseThrow());
    }

    private static boolean isInDomains(OidcProvider provider, VerifiedIdentity identity) {
        return provider.emailDomains().isEmpty()
                || identity.verifiedEmail()
                        .map(email ->
                                email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                        .filter(provider.emailDomains()::contains)
                        .isPresent();
    }

    /** Of two first sign-ins of one person at the same time, the second finds what the first made. */
    private static void oneAtATime(Handle transaction, VerifiedIdentity identity) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:identity, 0))::text")
                .bind("identity", identity.issuer() + " " + identity.subject())
                .mapTo(String.class)
                .one();
    }

    private Optional<User> known(Handle transaction, VerifiedIdentity identity) {
        return transaction
                .createQuery("select user_id from oidc_identities where issuer = :issuer and subject = :subject")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .mapTo(UUID.class)
                .findOne()
                .flatMap(id -> users.lock(transaction, id));
    }

    private Optional<User> linkable(Handle transaction, OidcProvider provider, VerifiedIdentity identity) {
        return provider.linksByEmail()
                ? identity.verifiedEmail().flatMap(email -> users.lockByEmail(transaction, email))
                : Optional.empty();
    }

    private Admission create(
            Handle transaction, Actor actor, OidcProvider provider, VerifiedIdentity identity, List<String> roles) {
        if (!provider.createsPeople()) {
            return new Admission.Refused("You are not a member of staff here yet; ask an administrator.");
        }
        Optional<String> email = identity.plausibleEmail();
        if (email.isEmpty()) {
            return new Admission.Refused("The identity provider gives no e-mail address that it vouches for.");
        }
        if (users.lockByEmail(transaction, email.get()).isPresent()) {
            return new Admission.Refused("Another way to sign in has your e-mail address; use that one.");
        }
        String name = identity.name() == null ? email.get() : identity.name();
        User user = users.addWithoutPassword(transaction, actor, email.get(), name, roles);
        tie(transaction, actor, identity, user.id());
        return new Admission.Admitted(user.id());
    }

    private void tie(Handle transaction, Actor actor, VerifiedIdentity identity, UUID user) {
        transaction
                .createUpdate("""
                        insert into oidc_identities (tenant_id, issuer, subject, user_id, created_at)
                        values (:tenant, :issuer, :subject, :user, :now)
                        """)
                .bind("tenant", actor.tenant())
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .bind("user", user)
                .bind("now", clock.instant())
                .execute();
        changes.record(
                transaction,
                actor,
                new Change(
                        "user.identity-linked",
                        "user",
                        user,
                        null,
                        new LinkedIdentity(user, identity.issuer(), identity.subject())));
    }

    private void setRoles(Handle transaction, Actor actor, User before, List<String> roles) {
        if (before.roles().equals(roles) || wouldLeaveNoAdministrator(transaction, before, roles)) {
            return;
        }
        transaction
                .createUpdate("update users set roles = :roles where id = :id")
                .bind("roles", roles.toArray(String[]::new))
                .bind("id", before.id())
                .execute();
        Change change = Change.of("user.roles-changed", "user", before.id(), before, before.withRoles(roles));
        changes.record(transaction, actor, change);
    }

    /** A mistake at the provider must not lock a tenant out of itself: its last administrator stays one. */
    private boolean wouldLeaveNoAdministrator(Handle transaction, User before, List<String> roles) {
        return before.isAdministrator()
                && !before.withRoles(roles).isAdministrator()
                && users.isLastAdministrator(transaction, before.id());
    }
}
