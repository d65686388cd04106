package dev.marque.licensing.hot;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.licensing.policy.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What belongs to a license and is many, as one column. Null stands for none. */
record HotColumn(
        @Nullable List<MachineRow> machines,
        @Nullable List<LeaseRow> leases,
        @Nullable List<String> people,
        @Nullable List<HotMeter> meters,
        @Nullable FormerKey former) {

    /** Of each kind, so many at most are held: a license that has more asks the database. */
    static final int MOST = 200;

    /** An expression over the license {@code l}, the time {@code :now} and how many of each are read, {@code :most}. */
    static final String SQL = """
            jsonb_build_object(
                'machines', (select jsonb_agg(jsonb_build_object(
                        'id', a.id, 'value', a.fingerprint, 'components', a.components,
                        'activatedAt', a.activated_at, 'lastHeartbeatAt', a.last_heartbeat_at,
                        'purpose', a.purpose) order by a.id)
                    from (select * from license_activations a
                          where a.tenant_id = l.tenant_id and a.license_id = l.id and a.deactivated_at is null
                          limit :most) a),
                'leases', (select jsonb_agg(jsonb_build_object('id', s.id, 'endsAt', s.expires_at))
                    from (select * from license_leases s
                          where s.tenant_id = l.tenant_id and s.license_id = l.id and s.held and s.ended_at is null
                          limit :most) s),
                'people', (select jsonb_agg(u.person)
                    from (select * from license_users u
                          where u.tenant_id = l.tenant_id and u.license_id = l.id and u.state = 'ASSIGNED'
                          limit :most) u),
                'meters', (select jsonb_agg(jsonb_build_object(
                        'meter', c.meter, 'used', c.used, 'endsAt', c.ends_at, 'held', (
                            select jsonb_agg(jsonb_build_object('amount', r.amount, 'expiresAt', r.expires_at))
                            from (select * from license_meter_reservations r
                                  where r.tenant_id = c.tenant_id and r.meter_id = c.id and r.state = 'HELD'
                                    and r.expires_at > :now
                                  limit :most) r)) order by c.id desc)
                    from (select * from license_meters c
                          where c.tenant_id = l.tenant_id and c.license_id = l.id
                            and (c.ends_at is null or c.ends_at > :now)
                          limit :most) c),
                'former', (select jsonb_build_object('hash', encode(f.key_hash, 'hex'), 'endsAt', f.ends_at)
                    from license_former_keys f where f.tenant_id = l.tenant_id and f.license_id = l.id)) as hot""";

    record MachineRow(
            UUID id,
            String value,
            Map<String, String> components,
            Instant activatedAt,
            @Nullable Instant lastHeartbeatAt,
            Purpose purpose) {

        HotMachine toMachine() {
            return new HotMachine(
                    id,
                    new Fingerprint(value, new TreeMap<>(components)),
                    new SignsOfLife(activatedAt, lastHeartbeatAt, null),
                    purpose);
        }
    }

    record LeaseRow(UUID id, Instant endsAt) {}

    /** The key that the license had before. */
    record FormerKey(String hash, Instant endsAt) {}

    /** Whether there may be more than was read. */
    boolean isCutOff() {
        return isFull(machines)
                || isFull(leases)
                || isFull(people)
                || isFull(meters)
                || orNone(meters).stream().anyMatch(meter -> isFull(meter.held()));
    }

    private static boolean isFull(@Nullable List<?> list) {
        return list != null && list.size() >= MOST;
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
