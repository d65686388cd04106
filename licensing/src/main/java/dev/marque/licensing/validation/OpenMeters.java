package dev.marque.licensing.validation;

import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.rows.JsonColumns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The periods of a license's meters that are not over, as one column.
 *
 * @param meters null for none
 */
public record OpenMeters(@Nullable List<Period> meters) {

    /** An expression over the license {@code l} and the time {@code :now}. */
    static final String COLUMN = """
            (select jsonb_build_object('meters', jsonb_agg(jsonb_build_object(
                        'meter', c.meter, 'used', c.used, 'endsAt', c.ends_at, 'reserved', coalesce((
                            select sum(r.amount) from license_meter_reservations r
                            where r.tenant_id = c.tenant_id and r.meter_id = c.id and r.state = 'HELD'
                              and r.expires_at > :now), 0)) order by c.id desc))
             from license_meters c
             where c.tenant_id = l.tenant_id and c.license_id = l.id and (c.ends_at is null or c.ends_at > :now))
             as open_meters""";

    /** One of them, newest first. */
    public record Period(
            String meter,
            long used,
            long reserved,
            @Nullable Instant endsAt) {

        boolean isOf(String name, MeterRule rule) {
            return meter.equals(name) && (endsAt == null) == (rule.period() == null);
        }
    }

    /** How every meter of the license stands, by name. */
    static List<MeterUse> read(String column, License license, Instant now) {
        return uses(
                Objects.requireNonNullElse(JsonColumns.read(column, OpenMeters.class).meters, List.of()), license, now);
    }

    /**
     * How every meter of the license stands, by name.
     *
     * @param open the periods that are not over, newest first
     */
    public static List<MeterUse> uses(List<Period> open, License license, Instant now) {
        Map<String, Long> limits = license.ceilings(now);
        return license.terms().rules().metered().entrySet().stream()
                .map(meter -> use(limits, meter.getKey(), meter.getValue(), open))
                .toList();
    }

    private static MeterUse use(Map<String, Long> limits, String name, MeterRule rule, List<Period> open) {
        return open.stream()
                .filter(period -> period.isOf(name, rule))
                .findFirst()
                .map(period -> MeterUse.of(limits, name, rule, period.used, period.reserved, period.endsAt))
                .orElseGet(() -> MeterUse.of(limits, name, rule, 0, 0, null));
    }
}
