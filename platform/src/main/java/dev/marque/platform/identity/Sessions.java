package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
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
 * Sign-in of staff: a password buys a short-lived access token (RS256) and a refresh token that works once. A refresh
 * token that comes a second time was copied by somebody, so it ends the whole sign-in. Thread-safe.
 */
@Singleton
public class Sessions {

    static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);

    private record Login(
            UUID id,
            String email,
            String passwordHash,
            List<String> roles,
            @Nullable UUID teamId,
            @Nullable UUID partnerId) {}

    private record Grant(TenantId tenant, UUID userId, UUID family, String refreshToken) {}

    private final Database database;
    private final CredentialDirectory directory;
    private final Tenants tenants;
    private final Roles roles;
    private final RefreshTokens refreshTokens;
    private final Signing signing;
    private final ChangeLog changes;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Sessions(
            Database database,
            CredentialDirectory directory,
            Tenants tenants,
            Roles roles,
            RefreshTokens refreshTokens,
            Signing signing,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.tenants = tenants;
        this.roles = roles;
        this.refreshTokens = refreshTokens;
        this.signing = signing;
        this.changes = changes;
        this.passwords = new Passwords(random);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Signs in by password.
     *
     * @param tenantSlug needed only by people who are staff of several tenants
     * @return empty if address and password do not fit
     */
    public Optional<TokenPair> signIn(
            String email, String password, @Nullable String tenantSlug, RequestOrigin origin) {
        List<Entry> entries = directory.find(Kind.EMAIL, Emails.lookupHash(email)).stream()
                .filter(entry -> tenantSlug == null
                        || tenants.get(entry.tenantId()).slug().equals(tenantSlug))
                .toList();
        if (entries.size() != 1) {
            passwords.pretend(password);
            return Optional.empty();
        }
        TenantId tenant = entries.getFirst().tenantId();
        Login login = database.inTenant(
                tenant, transaction -> login(transaction, entries.getFirst().subjectId()));
        // Outside any transaction: the hash takes tens of milliseconds, and a connection is dear.
        if (!passwords.fits(password, login.passwordHash())) {
            return Optional.empty();
        }
        return Optional.of(pair(database.inTenant(tenant, transaction -> {
            Actor actor = actor(transaction, tenant, login, origin);
            changes.auditOnly(transaction, actor, Change.happened("user.signed-in", "user", login.id()));
            return grant(transaction, tenant, login.id(), ids.next());
        })));
    }

    /** The next pair for a refresh token; empty if the token is unknown, expired, revoked or was used before. */
    public Optional<TokenPair> refresh(String refreshToken) {
        return entryOf(refreshToken)
                .flatMap(entry -> database.inTenant(entry.tenantId(), transaction -> rotate(transaction, entry)))
                .map(this::pair);
    }

    private Optional<Grant> rotate(Handle transaction, Entry entry) {
        RefreshTokens.Row row =
                refreshTokens.lock(transaction, entry.subjectId()).orElseThrow();
        if (row.usedAt() != null) {
            refreshTokens.revokeFamily(transaction, row.familyId());
            return Optional.empty();
        }
        if (row.revokedAt() != null || !clock.instant().isBefore(row.expiresAt())) {
            return Optional.empty();
        }
        refreshTokens.markUsed(transaction, row.id());
        return Optional.of(grant(transaction, entry.tenantId(), row.userId(), row.familyId()));
    }

    /** Ends the sign-in that a refresh token belongs to, access tokens included. An unknown token changes nothing. */
    public void signOut(String refreshToken) {
        entryOf(refreshToken)
                .ifPresent(entry -> database.runInTenant(entry.tenantId(), transaction -> {
                    refreshTokens
                            .lock(transaction, entry.subjectId())
                            .ifPresent(row -> refreshTokens.revokeFamily(transaction, row.familyId()));
                }));
    }

    /** Who signed in, if that sign-in has not ended; permissions are those of now, not of the time of sign-in. */
    Optional<Actor> resume(TenantId tenant, UUID userId, UUID family, RequestOrigin origin) {
        return database.inTenant(tenant, transaction -> {
            if (!refreshTokens.isFamilyAlive(transaction, family)) {
                return Optional.<Actor>empty();
            }
            return Optional.of(actor(transaction, tenant, login(transaction, userId), origin));
        });
    }

    private Optional<Entry> entryOf(String refreshToken) {
        return directory.find(Kind.REFRESH_TOKEN, Tokens.sha256(refreshToken)).stream()
                .findFirst();
    }

    private Grant grant(Handle transaction, TenantId tenant, UUID userId, UUID family) {
        TenantStanding.of(transaction, tenant).requireSignIn();
        return new Grant(tenant, userId, family, refreshTokens.issue(transaction, tenant, family, userId));
    }

    private TokenPair pair(Grant grant) {
        Instant now = clock.instant();
        Map<String, Object> claims = Map.of(
                "typ", AccessTokens.TYPE,
                "sub", grant.userId().toString(),
                "tid", grant.tenant().toString(),
                "sid", grant.family().toString(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(ACCESS_LIFETIME).getEpochSecond());
        String accessToken = signing.jwt(grant.tenant(), SignatureAlgorithm.RSA_SHA256, claims);
        return new TokenPair(accessToken, ACCESS_LIFETIME, grant.refreshToken());
    }

    private Actor actor(Handle transaction, TenantId tenant, Login login, RequestOrigin origin) {
        Granted granted = roles.granted(transaction, login.roles());
        RecordScope scope = new RecordScope(granted.reach(), login.id(), login.teamId(), login.partnerId());
        return new Actor(tenant, Actor.Kind.USER, login.id(), login.email(), granted.permissions(), scope, origin);
    }

    private static Login login(Handle transaction, UUID userId) {
        return transaction
                .createQuery("select id, email, password_hash, roles, team_id, partner_id from users where id = :id")
                .bind("id", userId)
                .mapTo(Login.class)
                .one();
    }
}
