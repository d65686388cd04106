package dev.marque.licensing.hot;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Place;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.licensing.testing.LicensingFixture;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A license with whatever may belong to one, and requests about it. All of it is made of few values, so that what is asked
 * for is there as often as not.
 */
final class RandomLicense {

    private static final List<String> PERSONS = List.of("ada@globex.example", "alan@globex.example", "grace@x.example");
    private static final List<String> ADDRESSES =
            List.of("203.0.113.7", "203.0.113.200", "198.51.100.1", "2001:db8::1");
    private static final List<String> NETWORKS =
            List.of("203.0.113.0/25", "198.51.100.1/32", "2001:db8:0:0:0:0:0:0/32");
    private static final List<String> COUNTRIES = List.of("DE", "FR", Place.NO_COUNTRY);
    private static final List<String> VERSIONS = List.of("1.0.0", "1.5.0", "2.0.0-beta.1", "2.0.0");
    private static final List<Duration> MOMENTS = List.of(
            Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(5), Duration.ofDays(2), Duration.ofDays(40));

    private final LicensingFixture room;
    private final Random random;
    private final Instant now;
    private final List<UUID> machines = new ArrayList<>();
    private final List<UUID> leases = new ArrayList<>();
    final IssuedLicense issued;

    RandomLicense(LicensingFixture room, long seed) {
        this.room = room;
        this.random = new Random(seed);
        this.now = room.clock.instant();
        this.issued = room.license(policy());
        room.database.runInEnvironment(room.acme.where(), this::fill);
    }

    UUID id() {
        return issued.license().id();
    }

    private Map<String, ?> policy() {
        Map<String, Object> rules = new TreeMap<>();
        if (sometimes()) {
            rules.put(
                    "heartbeat",
                    Map.of(
                            "required", sometimes(),
                            "basis", any(List.of("FROM_CREATION", "FROM_FIRST_PING")),
                            "cull", any(List.of("KEEP_DEAD", "DEACTIVATE_DEAD"))));
        }
        if (sometimes()) {
            rules.put(
                    "meters",
                    Map.of(
                            "calls", Map.of("kind", "PER_PERIOD", "limit", 10, "period", "P1D"),
                            "users", Map.of("kind", "TOTAL", "limit", 5)));
        }
        if (sometimes()) {
            rules.put("features", Map.of("print", Map.of("value", true), "pages", Map.of("value", 5)));
        }
        if (sometimes()) {
            rules.put("updates", Map.of("listedOnly", sometimes(), "maintenance", "P1Y", "channel", "RC"));
        }
        if (sometimes()) {
            rules.put("users", Map.of("seats", 3, "required", sometimes()));
        } else if (sometimes()) {
            rules.put("floating", Map.of("seats", 3));
        }
        return Map.of(
                "term",
                "P1M",
                "maxActivations",
                3,
                "requiresActivation",
                sometimes(),
                "features",
                List.of("export"),
                "matching",
                any(List.of("MATCH_ANY", "MATCH_MOST", "MATCH_ALL")),
                "rules",
                rules);
    }

    private void fill(Handle transaction) {
        times(4).forEach(i -> machine(transaction));
        times(3).forEach(i -> lease(transaction));
        times(3).forEach(i -> person(transaction));
        times(3).forEach(i -> rule(transaction));
        times(4).forEach(i -> version(transaction));
        times(3).forEach(i -> meter(transaction));
        transaction
                .createUpdate(
                        "update products set minimum_version = :minimum, update_required_from = :from where id = :id")
                .bind("minimum", sometimes() ? any(VERSIONS) : null)
                .bind("from", sometimes() ? moment() : null)
                .bind("id", issued.license().productId())
                .execute();
    }

    private void machine(Handle transaction) {
        UUID id = room.ids.next();
        machines.add(id);
        transaction
                .createUpdate("""
                        insert into license_activations (id, tenant_id, license_id, fingerprint, components, activated_at,
                            refreshed_at, last_heartbeat_at, deactivated_at, purpose)
                        values (:id, :tenant, :license, :value, cast(:components as jsonb), :at, :at, :beat, :ended, :purpose)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("tenant", room.acme.tenant())
                .bind("license", id())
                .bind("value", machineValue())
                .bind("components", JsonColumns.write(components()))
                .bind("at", before())
                .bind("beat", sometimes() ? before() : null)
                .bind("ended", random.nextInt(4) == 0 ? before() : null)
                .bind("purpose", any(List.of("PRODUCTION", "STAGING")))
                .execute();
    }

    private void lease(Handle transaction) {
        UUID id = room.ids.next();
        leases.add(id);
        Instant end = moment();
        transaction
                .createUpdate("""
                        insert into license_leases (id, tenant_id, license_id, holder, fingerprint, components, overdrawn,
                            acquired_at, renewed_at, expires_at, held_until, held, ended_at)
                        values (:id, :tenant, :license, :holder, 'm', '{}', false, :at, :at, :end, :end, :held, :ended)
                        """)
                .bind("id", id)
                .bind("tenant", room.acme.tenant())
                .bind("license", id())
                .bind("holder", id.toString())
                .bind("at", before())
                .bind("end", end)
                .bind("held", random.nextInt(3) > 0)
                .bind("ended", random.nextInt(4) == 0 ? now : null)
                .execute();
    }

    private void person(Handle transaction) {
        boolean assigned = sometimes();
        transaction
                .createUpdate("""
                        insert into license_users (id, tenant_id, license_id, email, person, state, held, held_until)
                        values (:id, :tenant, :license, :person, :person, :state, :assigned, :until) on conflict do nothing
                        """)
                .bind("id", room.ids.next())
                .bind("tenant", room.acme.tenant())
                .bind("license", id())
                .bind("person", any(PERSONS))
                .bind("state", assigned ? "ASSIGNED" : "RELEASED")
                .bind("assigned", assigned)
                .bind("until", assigned ? null : now)
                .execute();
    }

    private void rule(Handle transaction) {
        String subject = any(List.of("ADDRESS_RANGE", "COUNTRY", "FINGERPRINT"));
        String value =
                switch (subject) {
                    case "ADDRESS_RANGE" -> any(NETWORKS);
                    case "COUNTRY" -> any(COUNTRIES);
                    default -> machineValue();
                };
        transaction
                .createUpdate("""
                        insert into access_rules (id, tenant_id, kind, subject, value, product_id, license_id, expires_at,
                            created_at, created_by)
                        values (:id, :tenant, :kind, :subject, :value, :product, :license, :expires, :now, :id)
                        on conflict do nothing
                        """)
                .bind("id", room.ids.next())
                .bind("tenant", room.acme.tenant())
                .bind("kind", any(List.of("ALLOW", "BLOCK")))
                .bind("subject", subject)
                .bind("value", value)
                // Never for all of the tenant: what the next license meets shall follow from its own seed.
                .bind("product", issued.license().productId())
                .bind("license", sometimes() ? id() : null)
                .bind("expires", sometimes() ? moment() : null)
                .bind("now", now)
                .execute();
    }

    private void version(Handle transaction) {
        transaction
                .createUpdate("""
                        insert into product_versions (tenant_id, product_id, version, channel, released_at, checksums)
                        values (:tenant, :product, :version, :channel, :at, :checksums) on conflict do nothing
                        """)
                .bind("tenant", room.acme.tenant())
                .bind("product", issued.license().productId())
                .bind("version", any(VERSIONS))
                .bind("channel", any(List.of("STABLE", "BETA")))
                .bind("at", sometimes() ? before() : moment())
                .bind("checksums", new String[] {checksum(), checksum()})
                .execute();
    }

    private void meter(Handle transaction) {
        UUID id = room.ids.next();
        String name = any(List.of("calls", "users", "gone"));
        int made = transaction
                .createUpdate("""
                        insert into license_meters (id, tenant_id, license_id, meter, starts_at, ends_at, used, reserved,
                            peak, warned, updated_at)
                        values (:id, :tenant, :license, :meter, :start, :end, :used, 0, :used, 0, :start)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("tenant", room.acme.tenant())
                .bind("license", id())
                .bind("meter", name)
                .bind("start", before())
                .bind("end", name.equals("users") ? null : moment().plusMillis(1))
                .bind("used", random.nextInt(12))
                .execute();
        if (made == 1) {
            times(3).forEach(i -> transaction
                    .createUpdate("""
                            insert into license_meter_reservations (id, tenant_id, license_id, meter_id, amount, state,
                                expires_at)
                            values (:id, :tenant, :license, :meter, :amount, :state, :expires)
                            """)
                    .bind("id", room.ids.next())
                    .bind("tenant", room.acme.tenant())
                    .bind("license", id())
                    .bind("meter", id)
                    .bind("amount", 1 + random.nextInt(3))
                    .bind("state", any(List.of("HELD", "COMMITTED")))
                    .bind("expires", moment())
                    .execute());
        }
    }

    /** Something a program may ask. */
    ValidationRequest request() {
        Fingerprint machine = sometimes() ? Fingerprint.of(machineValue(), components()) : null;
        String user = sometimes() ? any(PERSONS).toUpperCase(Locale.ROOT) : null;
        Version version = sometimes() ? Version.of(any(VERSIONS)) : null;
        return ValidationRequest.PLAIN
                .from(machine)
                .wanting(sometimes() ? Set.of(any(List.of("export", "print", "fly"))) : Set.of())
                .by(sometimes() ? issued.license().productCode() : null, version)
                .within(scopes())
                .named(user)
                .at(sometimes() ? place() : null);
    }

    private Scopes scopes() {
        return new Scopes(
                sometimes() ? issued.license().policyId() : null,
                !machines.isEmpty() && random.nextInt(4) == 0 ? any(machines) : null,
                random.nextInt(4) == 0 ? Set.of(machineValue(), machineValue() + "x") : Set.of(),
                random.nextInt(4) == 0 ? components() : Map.of(),
                random.nextInt(3) == 0 ? checksum() : null,
                random.nextInt(3) == 0 ? any(List.of("production", "staging")) : null);
    }

    @Nullable UUID lease() {
        return leases.isEmpty() || sometimes() ? null : any(leases);
    }

    /** Now, or later. */
    Instant moment() {
        return now.plus(any(MOMENTS));
    }

    private Instant before() {
        return now.minus(any(MOMENTS)).minusSeconds(1);
    }

    private static Place place(String address, @Nullable String country) {
        try {
            return new Place(InetAddress.getByName(address), country);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Place place() {
        return place(any(ADDRESSES), sometimes() ? any(COUNTRIES) : null);
    }

    private String machineValue() {
        return "machine-" + random.nextInt(4);
    }

    private String checksum() {
        return "0123456789abcde" + random.nextInt(4);
    }

    private Map<String, String> components() {
        Map<String, String> components = new TreeMap<>();
        List.of("mac", "cpu", "disk").forEach(name -> {
            if (sometimes()) {
                components.put(name, name + random.nextInt(2));
            }
        });
        return components;
    }

    private boolean sometimes() {
        return random.nextBoolean();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private IntStream times(int most) {
        return IntStream.range(0, random.nextInt(most + 1));
    }
}
