package dev.marque.licensing.hot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.licensing.hot.HotRows.LicenseRow;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.ToldChange;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Licenses in memory, the most recently used ones, bounded by an estimate of what they take.
 *
 * <p>One is used only if it is known to be current: it was read, or everything that changed was heard of, less than
 * {@link #BELIEVED} ago. So whatever fails, what was changed longer ago than that is seen everywhere. What this process
 * changes itself it knows at once.
 *
 * <p>Thread-safe. {@link #find} and {@link #changed} never wait; {@link #load} reads the database, once for all who ask at
 * the same time.
 */
public final class HotLicenses {

    /** For how long something is believed without proof. */
    public static final Duration BELIEVED = Duration.ofMillis(750);

    /** For how long that is believed of which other processes tell nothing: how meters stand. */
    public static final Duration COUNTS_BELIEVED = Duration.ofMillis(500);

    private final Database database;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final LongUnaryOperator knownGood;
    private final Cache<UUID, HotLicense> licenses;
    private final ConcurrentMap<UUID, Loading> loading = new ConcurrentHashMap<>();
    private final SharedParts<TenantEnvironment, HotTenant> tenants = new SharedParts<>();
    private final SharedParts<ProductSeen, HotProduct> products = new SharedParts<>();

    /** A product, as it is seen from an environment: a shared one may list versions of its own. */
    private record ProductSeen(TenantEnvironment from, UUID product) {}

    /** One reading, and whether what is read was changed meanwhile. */
    private static final class Loading {
        final CompletableFuture<Boolean> result = new CompletableFuture<>();
        volatile boolean overtaken;
    }

    /**
     * Holds nothing yet.
     *
     * @param nanos as {@link System#nanoTime}
     * @param knownGood as {@link dev.marque.platform.database.ChangeListener#knownGood}
     * @param maxBytes 0 holds nothing
     */
    public HotLicenses(
            Database database, InstantSource clock, LongSupplier nanos, LongUnaryOperator knownGood, long maxBytes) {
        this.database = database;
        this.clock = clock;
        this.nanos = nanos;
        this.knownGood = knownGood;
        this.licenses = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((UUID id, HotLicense license) -> license.weight())
                .build();
    }

    /** The license, if it is in memory and known to be current. */
    public @Nullable HotLicense find(UUID id) {
        HotLicense known = licenses.getIfPresent(id);
        return known != null && isCurrent(known) ? known : null;
    }

    /** The license, read into memory if it is not there; null if it is not current even then, or if there is none. */
    public @Nullable HotLicense findOrLoad(TenantEnvironment where, UUID id) {
        HotLicense known = find(id);
        return known == null && load(where, id) ? find(id) : known;
    }

    /**
     * Reads the license into memory, unless somebody has just done so, or is about to. Whether it can be {@link #find found}
     * then is another question: it may have been changed again.
     *
     * @return whether there is such a license
     */
    public boolean load(TenantEnvironment where, UUID id) {
        if (find(id) != null) {
            return true;
        }
        Loading mine = new Loading();
        Loading first = loading.putIfAbsent(id, mine);
        if (first == null) {
            return read(where, id, mine);
        }
        try {
            return first.result.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private boolean read(TenantEnvironment where, UUID id, Loading mine) {
        try {
            HotLicense read = database.forMemory(where, transaction -> read(transaction, where, id));
            if (read != null) {
                keep(id, read, mine);
            }
            mine.result.complete(read != null);
            return read != null;
        } catch (RuntimeException | Error failure) {
            mine.result.completeExceptionally(failure);
            throw failure;
        } finally {
            loading.remove(id, mine);
        }
    }

    /** Under the lock that dropping takes: what is overtaken before is not kept, and what is kept before is dropped. */
    private void keep(UUID id, HotLicense read, Loading mine) {
        licenses.asMap().compute(id, (any, other) -> mine.overtaken ? other : read);
    }

    private @Nullable HotLicense read(Handle transaction, TenantEnvironment where, UUID id) {
        long readAt = nanos.getAsLong();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LicenseRow row = HotRows.license(transaction, id, now).orElse(null);
        if (row == null) {
            return null;
        }
        UUID product = row.license().productId();
        TenantId tenant = where.tenant();
        return new HotLicense(
                where,
                row,
                tenants.get(where, this::isCurrent, () -> readTenant(transaction, tenant)),
                products.get(
                        new ProductSeen(where, product),
                        this::isCurrent,
                        () -> readProduct(transaction, tenant, product)),
                readAt,
                now);
    }

    private HotTenant readTenant(Handle transaction, TenantId tenant) {
        long readAt = nanos.getAsLong();
        return new HotTenant(readAt, HotRows.tenant(transaction, tenant));
    }

    private HotProduct readProduct(Handle transaction, TenantId tenant, UUID product) {
        long readAt = nanos.getAsLong();
        return new HotProduct(
                readAt, HotRows.product(transaction, product), HotRows.versions(transaction, tenant, product));
    }

    private boolean isCurrent(HotLicense license) {
        return license.sharedPartsAreUnchanged()
                && isYoung(knownGood.applyAsLong(license.oldestReadAt()), BELIEVED)
                && (!license.isCounting() || isYoung(license.readAt(), COUNTS_BELIEVED));
    }

    private boolean isCurrent(Part part) {
        return isYoung(knownGood.applyAsLong(part.readAt()), BELIEVED);
    }

    private boolean isYoung(long good, Duration believed) {
        return nanos.getAsLong() - good < believed.toNanos();
    }

    /** Something was changed, here or by another process. */
    public void changed(ToldChange change) {
        switch (change.kind()) {
            case LICENSE -> drop(change.id());
            case PRODUCT -> products.drop(seen -> seen.product().equals(change.id()));
            case TENANT -> tenants.drop(where -> where.tenant().value().equals(change.id()));
            case EVERYTHING -> {
                products.dropAll();
                tenants.dropAll();
                loading.keySet().forEach(this::drop);
                licenses.invalidateAll();
            }
        }
    }

    /** Forgets a license that may be behind: it is read again when it is next asked for. */
    public void drop(UUID id) {
        Loading underWay = loading.remove(id);
        if (underWay != null) {
            underWay.overtaken = true;
        }
        licenses.invalidate(id);
    }

    /** About how many there are, for metrics. */
    public long count() {
        return licenses.estimatedSize();
    }

    /** About how much memory they take, in bytes. */
    public long weight() {
        return licenses.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
