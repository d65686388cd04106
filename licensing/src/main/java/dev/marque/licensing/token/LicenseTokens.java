package dev.marque.licensing.token;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.AuthenticationRules;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.MarkedSecret;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The tokens of licenses. Only their hashes are stored. Whoever issues one holds the license first, so that there are never
 * more than its rules allow. Thread-safe.
 */
@Singleton
public class LicenseTokens {

    static final MarkedSecret FORM = new MarkedSecret("mqt_");

    private final Database database;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public LicenseTokens(
            Database database,
            CredentialDirectory directory,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Issues a token.
     *
     * @throws ProblemException NOT_FOUND; INVALID_INPUT for an end in the past; STATE_CONFLICT for an archived license, one
     *     whose rules take no tokens, or one that has as many as they allow
     */
    public LicenseToken.Issued issue(Actor actor, UUID licenseId, NewLicenseToken wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = wanted.expiresAt();
        if (end != null && !end.isAfter(now)) {
            throw ProblemException.invalid(FieldError.inBody("/expiresAt", "must be in the future"));
        }
        String secret = FORM.random(random);
        LicenseToken token = new LicenseToken(
                ids.next(),
                licenseId,
                wanted.name(),
                MarkedSecret.visiblePrefix(secret),
                now,
                end == null ? null : end.truncatedTo(ChronoUnit.MICROS),
                null);
        return database.inEnvironment(actor.where(), transaction -> {
            requireRoom(transaction, LicenseRows.readLocked(transaction, actor, licenseId), now);
            LicenseTokenRows.insert(transaction, actor.tenant(), token);
            directory.add(transaction, actor.tenant(), Kind.LICENSE_TOKEN, Tokens.sha256(secret), token.id());
            changes.record(transaction, actor, Change.created("license-token", token.id(), token));
            return new LicenseToken.Issued(token, secret);
        });
    }

    private static void requireRoom(Handle transaction, License license, Instant now) {
        if (license.state() == LicenseState.ARCHIVED) {
            throw conflict("The license is ARCHIVED: no token can be issued for it.");
        }
        AuthenticationRules rules = license.terms().rules().proving();
        if (!rules.strategy().takesTokens()) {
            throw conflict("The license's installations do not use tokens: its rule authentication has the strategy "
                    + rules.strategy() + ".");
        }
        if (LicenseTokenRows.working(transaction, license.id(), now) >= rules.maxTokens()) {
            throw conflict("The license has " + rules.maxTokens()
                    + " tokens that work, which is as many as its rules allow. Revoke one first.");
        }
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.STATE_CONFLICT, detail);
    }

    /**
     * The tokens of a license, newest first, also those that do not work any more.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<LicenseToken> list(Actor actor, UUID licenseId, PageRequest request) {
        List<LicenseToken> rows = database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return LicenseTokenRows.page(transaction, licenseId, request);
        });
        return Page.of(rows, request, LicenseToken::id);
    }

    /**
     * Ends a token at once and for good. Ending it again changes nothing.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void revoke(Actor actor, UUID licenseId, UUID id) {
        database.runInEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            LicenseToken before = find(transaction, licenseId, id);
            if (before.revokedAt() != null) {
                return;
            }
            LicenseTokenRows.revoke(transaction, id, clock.instant());
            directory.remove(transaction, actor.tenant(), id);
            LicenseToken after = find(transaction, licenseId, id);
            changes.record(transaction, actor, Change.of("license-token.revoked", "license-token", id, before, after));
        });
    }

    private static LicenseToken find(Handle transaction, UUID licenseId, UUID id) {
        return LicenseTokenRows.find(transaction, licenseId, id)
                .orElseThrow(() -> ProblemException.notFound("license token"));
    }
}
