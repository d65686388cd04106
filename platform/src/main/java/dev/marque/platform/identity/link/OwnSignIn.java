package dev.marque.platform.identity.link;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.SignInProof.Method;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The caller's sign-in, as far as it lets the caller into other tenants. It has to be the person's very own: what an
 * administrator of this tenant could bring about alone (a password that they gave, a provider that they chose) must not
 * open another tenant.
 *
 * @param method null for a sign-in from before that was noted
 * @param secondFactor whether a code was part of it
 * @param secondFactorOn whether the account has a second factor now
 * @param passwordIsOwn whether the person chose the password
 * @param atVendor not in the realm of those who run the server, who sign in nowhere else
 */
record OwnSignIn(
        UUID user,
        String email,
        String name,
        @Nullable Method method,
        boolean secondFactor,
        boolean secondFactorOn,
        boolean passwordIsOwn,
        boolean atVendor) {

    /** @throws ProblemException FORBIDDEN or STATE_CONFLICT if it lets the caller into no other tenant */
    static OwnSignIn require(Handle transaction, Actor actor) {
        OwnSignIn own = of(transaction, actor);
        if (own.method() != Method.PASSWORD || !own.atVendor()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This needs a sign-in with your password, at a vendor: one through a provider, or one that came from"
                            + " another tenant, leads no further.");
        }
        if (!own.passwordIsOwn()) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "Your password was given to you by somebody else. Change it first.");
        }
        if (own.secondFactorOn() && !own.secondFactor()) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "You signed in before you had a second factor. Sign in with it first.");
        }
        return own;
    }

    private static OwnSignIn of(Handle transaction, Actor actor) {
        if (actor.kind() != Actor.Kind.USER || actor.origin().session() == null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a person who is signed in has other tenants.");
        }
        return transaction
                .createQuery("""
                        select u.id as "user", u.email, u.name, s.method, s.second_factor, u.password_is_own,
                               t.kind = 'VENDOR' as at_vendor,
                               exists (select 1 from second_factors f
                                       where f.user_id = u.id and f.confirmed_at is not null) as second_factor_on
                        from users u join sessions s on s.user_id = u.id join tenants t on t.id = u.tenant_id
                        where u.id = :user and s.id = :session
                        """)
                .bind("user", actor.id())
                .bind("session", actor.origin().session())
                .mapTo(OwnSignIn.class)
                .one();
    }
}
