package dev.marque.platform.audit.chain;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes check-points of the chains. Whoever can write to the database but not sign can rebuild a chain only after the
 * last check-point, so they come often: after {@value #ROWS} rows, or five minutes after a row. Thread-safe.
 */
@Singleton
public class Checkpoints {

    static final int ROWS = 10_000;
    static final Duration AGE = Duration.ofMinutes(5);

    private record Due(Optional<SealRows.Newest> seal, Optional<Checkpoint> last) {}

    private final Database database;
    private final Tenants tenants;
    private final Signing signing;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Checkpoints(Database database, Tenants tenants, Signing signing, InstantSource clock, Ids ids) {
        this.database = database;
        this.tenants = tenants;
        this.signing = signing;
        this.clock = clock;
        this.ids = ids;
    }

    /** Takes those that are due. */
    public void takeDue() {
        EachTenant.run(tenants, this::takeIfDue);
    }

    /** The tenant's check-points, newest first, for an auditor to keep elsewhere. */
    public Page<Checkpoint> list(Actor actor, PageRequest request) {
        return Page.of(
                database.inTenant(
                        actor.tenant(),
                        transaction -> CheckpointRows.before(
                                transaction, request.after().orElse(null), request.limit() + 1)),
                request,
                Checkpoint::id);
    }

    private void takeIfDue(TenantId tenant) {
        Due due = database.inTenant(
                tenant,
                transaction -> new Due(
                        SealRows.newest(transaction), CheckpointRows.newest(transaction, Checkpoint.Kind.REGULAR)));
        due.seal()
                .map(SealRows.Newest::head)
                .filter(head -> isDue(head, due.last()))
                .map(head -> sign(tenant, Checkpoint.Kind.REGULAR, head))
                .ifPresent(checkpoint -> database.runInTenant(
                        tenant, transaction -> CheckpointRows.insert(transaction, tenant, checkpoint)));
    }

    private boolean isDue(ChainHead head, Optional<Checkpoint> last) {
        if (last.isEmpty()) {
            return true;
        }
        long rows = head.sequence() - last.get().sequence();
        Instant ripe = last.get().createdAt().plus(AGE);
        return rows >= ROWS || (rows > 0 && !clock.instant().isBefore(ripe));
    }

    /** Signs where a chain stands. Call it outside transactions; storing it is up to the caller. */
    Checkpoint sign(TenantId tenant, Checkpoint.Kind kind, ChainHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String token = signing.jwt(tenant, SignatureAlgorithm.ED25519, claims(tenant, kind, head, now));
        return new Checkpoint(ids.next(), kind, head.sequence(), head.chainHash(), now, token);
    }

    /** Whether the tenant signed just this. */
    boolean isGenuine(TenantId tenant, Checkpoint checkpoint) {
        Map<String, ?> claims = claims(tenant, checkpoint.kind(), checkpoint.head(), checkpoint.createdAt());
        return signing.verify(checkpoint.token())
                .filter(token -> token.tenant().equals(tenant))
                .filter(token -> token.claims().equals(claims))
                .isPresent();
    }

    private static Map<String, @Nullable Object> claims(
            TenantId tenant, Checkpoint.Kind kind, ChainHead head, Instant at) {
        return Map.of(
                "typ", Checkpoint.TYPE,
                "tid", tenant.toString(),
                "kind", kind.name(),
                "sequence", head.sequence(),
                "chainHash", head.chainHash().value(),
                "iat", at.getEpochSecond());
    }
}
