package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.Session.EndReason;
import dev.marque.platform.identity.SignInProof.Method;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins of staff: each has short-lived access tokens (RS256) and a chain of refresh tokens that work once. A refresh
 * token that comes a second time was copied by somebody, so it ends the whole sign-in. Thread-safe.
 */
@Singleton
public class Sessions {

    static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);

    private record Person(
            UUID id,
            String email,
            List<String> roles,
            @Nullable UUID teamId,
            @Nullable UUID partnerId) {}

    private record Standing(@Nullable Method method, boolean secondFactor) {}

    /**
     * A sign-in that was begun or continued in a transaction; {@link #tokens} makes its tokens after the commit.
     *
     * @param enrolling as in {@link Actor}
     */
    public record Grant(TenantId tenant, UUID userId, UUID session, boolean enrolling, String refreshToken) {

        @Override
        public String toString() {
            return "Grant[" + session + "]";
        }
    }

    private final Database database;
    private final CredentialDirectory directory;
    private final Roles roles;
    private final RefreshTokens refreshTokens;
    private final OpenSessions openSessions;
    private final Signing signing;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Sessions(
            Database database,
            CredentialDirectory directory,
            Roles roles,
            RefreshTokens refreshTokens,
            OpenSessions openSessions,
            Signing signing,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.roles = roles;
        this.refreshTokens = refreshTokens;
        this.openSessions = openSessions;
        this.signing = signing;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** Begins a sign-in of somebody who has proved to be that person; empty if the person is disabled or removed. */
    public Optional<Grant> begin(
            Handle transaction, TenantId tenant, UUID userId, SignInProof proof, RequestOrigin origin) {
        return person(transaction, userId).map(person -> {
            UUID session = ids.next();
            Actor actor = actor(transaction, tenant, person, origin.in(session));
            SessionRows.insert(transaction, actor, session, proof, clock.instant());
            changes.auditOnly(transaction, actor, Change.happened("user.signed-in", "user", userId));
            return grant(transaction, tenant, userId, session);
        });
    }

    /** The tokens of a sign-in. Called outside transactions. */
    public TokenPair tokens(Grant grant) {
        Instant now = clock.instant();
        Map<String, Object> claims = Map.of(
                "typ", AccessTokens.TYPE,
                "sub", grant.userId().toString(),
                "tid", grant.tenant().toString(),
                "sid", grant.session().toString(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(ACCESS_LIFETIME).getEpochSecond());
        String accessToken = signing.jwt(grant.tenant(), SignatureAlgorithm.RSA_SHA256, claims);
        return new TokenPair(accessToken, ACCESS_LIFETIME, grant.refreshToken());
    }

    /** A sign-in of somebody whom a provider has checked; empty as of {@link #begin}. */
    public Optional<TokenPair> open(TenantId tenant, UUID userId, RequestOrigin origin) {
        return database.inTenant(
                        tenant, transaction -> begin(transaction, tenant, userId, SignInProof.BY_PROVIDER, origin))
                .map(this::tokens);
    }

    /** The next pair for a refresh token; empty if the token is unknown, expired, revoked or was used before. */
    public Optional<TokenPair> refresh(String refreshToken, RequestOrigin origin) {
        return entryOf(refreshToken)
                .flatMap(
                        entry -> database.inTenant(entry.tenantId(), transaction -> rotate(transaction, entry, origin)))
                .map(this::tokens);
    }

    private Optional<Grant> rotate(Handle transaction, Entry entry, RequestOrigin origin) {
        RefreshTokens.Row row =
                refreshTokens.lock(transaction, entry.subjectId()).orElseThrow();
        if (row.usedAt() != null) {
            Actor marque = Actor.system(entry.tenantId(), "refresh tokens", origin);
            openSessions.end(transaction, marque, row.familyId(), EndReason.REFRESH_TOKEN_REUSED);
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!now.isBefore(row.expiresAt()) || !SessionRows.touch(transaction, row.familyId(), origin, now)) {
            return Optional.empty();
        }
        refreshTokens.markUsed(transaction, row.id());
        return Optional.of(grant(transaction, entry.tenantId(), row.userId(), row.familyId()));
    }

    /** Ends the sign-in that a refresh token belongs to, access tokens included. An unknown token changes nothing. */
    public void signOut(String refreshToken, RequestOrigin origin) {
        entryOf(refreshToken)
                .ifPresent(entry -> database.runInTenant(entry.tenantId(), transaction -> refreshTokens
                        .lock(transaction, entry.subjectId())
                        .ifPresent(row -> signOut(transaction, entry.tenantId(), row, origin))));
    }

    private void signOut(Handle transaction, TenantId tenant, RefreshTokens.Row row, RequestOrigin origin) {
        SessionRows.end(transaction, row.familyId(), EndReason.SIGNED_OUT, clock.instant())
                .flatMap(ended -> person(transaction, row.userId()))
                .ifPresent(person -> changes.auditOnly(
                        transaction,
                        actor(transaction, tenant, person, origin.in(row.familyId())),
                        Change.happened("user.signed-out", "user", person.id())));
    }

    /** Who signed in, if that sign-in has not ended; permissions are those of now, not of the time of sign-in. */
    Optional<Actor> resume(TenantId tenant, UUID userId, UUID session, RequestOrigin origin) {
        return database.inTenant(tenant, transaction -> transaction
                .createQuery("""
                        select u.id, u.email, u.roles, u.team_id, u.partner_id from users u join sessions s on s.user_id = u.id
                        where u.id = :user and u.disabled_at is null and s.id = :session and s.ended_at is null
                        """)
                .bind("user", userId)
                .bind("session", session)
                .mapTo(Person.class)
                .findOne()
                .map(person -> actor(transaction, tenant, person, origin.in(session)))
                .map(actor -> isEnrolling(transaction, session) ? actor.untilEnrolled() : actor));
    }

    private Optional<Entry> entryOf(String refreshToken) {
        return directory.find(Kind.REFRESH_TOKEN, Tokens.sha256(refreshToken)).stream()
                .findFirst();
    }

    private Grant grant(Handle transaction, TenantId tenant, UUID userId, UUID session) {
        TenantStanding.of(transaction, tenant).requireSignIn();
        boolean enrolling = isEnrolling(transaction, session);
        String refreshToken = refreshTokens.issue(transaction, tenant, session, userId);
        return new Grant(tenant, userId, session, enrolling, refreshToken);
    }

    private boolean isEnrolling(Handle transaction, UUID session) {
        Standing standing = transaction
                .createQuery("select method, second_factor from sessions where id = :id")
                .bind("id", session)
                .mapTo(Standing.class)
                .one();
        return SecondFactorDuty.isOwed(transaction, standing.method(), standing.secondFactor(), clock.instant());
    }

    private Actor actor(Handle transaction, TenantId tenant, Person person, RequestOrigin origin) {
        Granted granted = roles.granted(transaction, person.roles());
        RecordScope scope = new RecordScope(granted.reach(), person.id(), person.teamId(), person.partnerId());
        return new Actor(tenant, Actor.Kind.USER, person.id(), person.email(), granted.permissions(), scope, origin);
    }

    private static Optional<Person> person(Handle transaction, UUID userId) {
        return transaction
                .createQuery("""
                        select id, email, roles, team_id, partner_id from users
                        where id = :id and disabled_at is null
                        """)
                .bind("id", userId)
                .mapTo(Person.class)
                .findOne();
    }
}
