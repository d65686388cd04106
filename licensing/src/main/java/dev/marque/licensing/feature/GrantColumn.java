package dev.marque.licensing.feature;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.rows.JsonColumns;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was granted to a license after it was issued, as one column. */
public record GrantColumn(List<Row> grants) {

    /** An expression over the license {@code l}; null for none. */
    public static final String SQL = """
            (select case when count(*) > 0 then jsonb_build_object('grants', jsonb_agg(jsonb_build_object(
                        'id', g.id, 'code', g.code, 'value', g.value, 'source', g.source, 'reference', g.reference,
                        'startsAt', g.starts_at, 'expiresAt', g.expires_at) order by g.id)) end
             from license_grants g where g.tenant_id = l.tenant_id and g.license_id = l.id) as later_grants""";

    /** One of them. */
    public record Row(
            UUID id,
            String code,

            @JsonDeserialize(using = FeatureValues.Reader.class)
            FeatureValue value,

            GrantSource source,
            @Nullable String reference,
            @Nullable Instant startsAt,
            @Nullable Instant expiresAt) {

        FeatureGrant toGrant() {
            return new FeatureGrant(id, code, value, source, reference, startsAt, expiresAt);
        }
    }

    public static List<FeatureGrant> read(@Nullable String column) {
        return column == null
                ? List.of()
                : JsonColumns.read(column, GrantColumn.class).grants.stream()
                        .map(Row::toGrant)
                        .toList();
    }
}
