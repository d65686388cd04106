package dev.marque.licensing.validation;

import dev.marque.keys.validation.Channel;
import dev.marque.keys.validation.ReleaseFacts;
import dev.marque.keys.validation.Version;
import dev.marque.keys.validation.VersionFacts;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.UpdateRules;
import dev.marque.licensing.rows.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which versions of the program a license covers, as columns of the query that reads its situation. */
final class CoveredVersions {

    static final String COLUMNS = """
            p.minimum_version, p.update_required_from, p.update_message, v.released_at, v.channel,
            exists (select from product_versions c
                    where c.tenant_id = l.tenant_id and c.product_id = l.product_id
                      and cast(:checksum as text) = any (c.checksums)
                      and (v.version is null or c.version = v.version)) as checksum_listed""";

    static final String JOIN = """
            left join product_versions v
                on v.tenant_id = l.tenant_id and v.product_id = l.product_id and v.version = :version
            """;

    private CoveredVersions() {}

    static VersionFacts read(ResultSet row, License license) throws SQLException {
        UpdateRules rules = license.terms().rules().coveredVersions();
        String minimum = Columns.textOrNull(row, "minimum_version");
        return new VersionFacts(
                minimum == null ? null : Version.parse(minimum).orElse(null),
                Columns.instantOrNull(row, "update_required_from"),
                Columns.textOrNull(row, "update_message"),
                rules.channel(),
                license.maintenanceEndsAt(),
                release(row),
                rules.listedOnly(),
                row.getBoolean("checksum_listed"));
    }

    private static @Nullable ReleaseFacts release(ResultSet row) throws SQLException {
        Instant releasedAt = Columns.instantOrNull(row, "released_at");
        return releasedAt == null
                ? null
                : new ReleaseFacts(releasedAt, Columns.constant(row, "channel", Channel.class));
    }
}
