package dev.marque.licensing.hot;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.Channel;
import dev.marque.keys.validation.ReleaseFacts;
import dev.marque.licensing.access.AccessKind;
import dev.marque.licensing.access.AccessSubject;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what is held. Every table that is named here tells of its changes (a test walks these texts). */
final class HotRows {

    static final String LICENSE = LicenseRows.selectWith(HotColumn.SQL, "");

    static final String RULES =
            "select kind, subject, value, product_id, license_id, expires_at from access_rules where tenant_id = :tenant";

    static final String PRODUCT =
            "select minimum_version, update_required_from, update_message from products where id = :product";

    static final String VERSIONS = """
            select version, channel, released_at, checksums from product_versions
            where tenant_id = :tenant and product_id = :product limit :most
            """;

    /** So many versions of a product are held at most. */
    static final int MOST_VERSIONS = 2_000;

    /** One row of the license itself. */
    record LicenseRow(License license, byte[] keyHash, HotColumn many) {}

    record TenantRow(TenantStanding standing, List<HotRule> rules) {}

    record ProductRow(
            @Nullable String minimumVersion,
            @Nullable Instant updateRequiredFrom,
            @Nullable String updateMessage) {}

    private record RuleRow(
            AccessKind kind,
            AccessSubject subject,
            String value,
            @Nullable UUID productId,
            @Nullable UUID licenseId,
            @Nullable Instant expiresAt) {

        HotRule toRule() {
            Network network = subject == AccessSubject.ADDRESS_RANGE ? Network.parse(value) : null;
            return new HotRule(kind, subject, value, network, productId, licenseId, expiresAt);
        }
    }

    private record VersionRow(String version, Channel channel, Instant releasedAt, List<String> checksums) {}

    private HotRows() {}

    static Optional<LicenseRow> license(Handle transaction, UUID id, Instant now) {
        return transaction
                .createQuery(LICENSE)
                .bind("id", id)
                .bind("now", now)
                .bind("most", HotColumn.MOST)
                .map((row, context) -> new LicenseRow(
                        LicenseRows.map(row),
                        row.getBytes("key_hash"),
                        JsonColumns.read(row.getString("hot"), HotColumn.class)))
                .findOne();
    }

    static TenantRow tenant(Handle transaction, TenantId tenant) {
        List<HotRule> rules = transaction
                .createQuery(RULES)
                .bind("tenant", tenant)
                .mapTo(RuleRow.class)
                .map(RuleRow::toRule)
                .list();
        return new TenantRow(TenantStanding.of(transaction, tenant), rules);
    }

    static ProductRow product(Handle transaction, UUID product) {
        return transaction
                .createQuery(PRODUCT)
                .bind("product", product)
                .mapTo(ProductRow.class)
                .one();
    }

    /** The versions by name; one more than {@link #MOST_VERSIONS} if there are more. */
    static Map<String, HotProduct.Listed> versions(Handle transaction, TenantId tenant, UUID product) {
        Map<String, HotProduct.Listed> versions = new HashMap<>();
        transaction
                .createQuery(VERSIONS)
                .bind("tenant", tenant)
                .bind("product", product)
                .bind("most", MOST_VERSIONS + 1)
                .mapTo(VersionRow.class)
                .forEach(row -> versions.put(
                        row.version(),
                        new HotProduct.Listed(
                                new ReleaseFacts(row.releasedAt(), row.channel()), Set.copyOf(row.checksums()))));
        return versions;
    }
}
