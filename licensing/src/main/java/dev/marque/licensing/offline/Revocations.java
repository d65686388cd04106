package dev.marque.licensing.offline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.offline.RevocationLists;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.database.Database;
import dev.marque.platform.signing.KeyFacts;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a vendor has suspended and revoked. Who makes a list takes its number first and holds it until the
 * list is read: a list with a higher number never knows less. A list is of all environments of the vendor, as its number
 * is. Thread-safe.
 */
@Singleton
public class Revocations {

    /** How long a list is handed out before there is another. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration NEXT_UPDATE = Duration.ofDays(7);
    private static final int MAX_REMEMBERED = 64;

    /**
     * A license that ended this long ago, its grace included, is dead by its file: it needs no line any more, unless its
     * end means nothing.
     */
    private static final Duration LONGEST_GRACE = Duration.ofDays(366);

    private final Database database;
    private final SigningKeys signingKeys;
    private final InstantSource clock;
    private final Cache<Subject, Published> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    @Inject
    public Revocations(Database database, SigningKeys signingKeys, InstantSource clock) {
        this.database = database;
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    private record Subject(TenantId tenant, @Nullable String product, SignatureAlgorithm algorithm) {}

    /** A list and its text. */
    public record Published(RevocationList list, String text) {}

    private record Row(UUID id, boolean suspended) {}

    /**
     * The current list; at most {@link #FRESH} old.
     *
     * @param productCode of the product that it is about; null for all
     * @throws ProblemException NOT_FOUND for a product that is not there; STATE_CONFLICT if there are more licenses on it
     *     than a list may have
     */
    public Published current(TenantId tenant, @Nullable String productCode, SignatureAlgorithm algorithm) {
        Subject subject = new Subject(tenant, productCode, algorithm);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Published known = remembered.getIfPresent(subject);
        if (known != null && now.isBefore(known.list().issuedAt().plus(FRESH))) {
            return known;
        }
        List<String> revokedKeys = signingKeys.published(tenant).revoked().stream()
                .map(KeyFacts::kid)
                .limit(RevocationList.MAX_KEYS)
                .toList();
        RevocationList list = database.acrossEnvironments(
                tenant, transaction -> read(transaction, tenant, productCode, revokedKeys, now));
        Published published = new Published(list, RevocationLists.write(list, signingKeys.active(tenant, algorithm)));
        remembered.put(subject, published);
        return published;
    }

    private static RevocationList read(
            Handle transaction, TenantId tenant, @Nullable String productCode, List<String> revokedKeys, Instant now) {
        UUID @Nullable [] products = productCode == null ? null : productsOf(transaction, productCode);
        long number = nextNumber(transaction, tenant, productCode);
        List<Row> rows = rows(transaction, products, now);
        if (rows.size() > RevocationList.MAX_LICENSES) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "More than " + RevocationList.MAX_LICENSES + " licenses are suspended or revoked. Ask for one"
                            + " product.");
        }
        return RevocationList.of(
                tenant.toString(),
                productCode,
                number,
                now,
                now.plus(NEXT_UPDATE),
                ids(rows, false),
                ids(rows, true),
                revokedKeys);
    }

    /** One in each environment that has one. */
    private static UUID[] productsOf(Handle transaction, String code) {
        UUID[] products = transaction
                .createQuery("select id from products where code = :code")
                .bind("code", code)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new);
        if (products.length == 0) {
            throw ProblemException.notFound("product");
        }
        return products;
    }

    private static long nextNumber(Handle transaction, TenantId tenant, @Nullable String productCode) {
        return transaction
                .createQuery("""
                        insert into revocation_list_numbers (tenant_id, product_code, last) values (:tenant, :product, 1)
                        on conflict (tenant_id, product_code) do update set last = revocation_list_numbers.last + 1
                        returning last
                        """)
                .bind("tenant", tenant)
                .bind("product", productCode == null ? "" : productCode)
                .mapTo(Long.class)
                .one();
    }

    private static List<Row> rows(Handle transaction, UUID @Nullable [] products, Instant now) {
        return transaction
                .createQuery("""
                        select id, state = 'SUSPENDED' as suspended from licenses
                        where state in ('SUSPENDED', 'REVOKED', 'ARCHIVED')
                          and (cast(:products as uuid[]) is null or product_id = any (cast(:products as uuid[])))
                          and (expires_at is null or expires_at > :longAgo
                               or rules #>> '{expiration,strategy}' in ('ALLOW_ACCESS', 'MAINTAIN_ACCESS'))
                        limit :limit
                        """)
                .bind("products", products)
                .bind("longAgo", now.minus(LONGEST_GRACE))
                .bind("limit", RevocationList.MAX_LICENSES + 1)
                .mapTo(Row.class)
                .list();
    }

    private static List<String> ids(List<Row> rows, boolean suspended) {
        return rows.stream()
                .filter(row -> row.suspended() == suspended)
                .map(row -> row.id().toString())
                .toList();
    }
}
