package dev.marque.bench.activate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen in the database when a machine gets a seat, and when it gives it back: each the least number of
 * statements that keep a limit under races and leave an audit row and an event. They run as the application's role, on its
 * tables, with their policies, indexes and triggers.
 */
final class EquivalentTransactions {

    /** So many licenses each client has to itself. */
    static final int LICENSES_EACH = 10;

    private static final String BEGIN = "begin";
    private static final String COMMIT = "commit";
    private static final String RECORD = """
            '{"id": "01936d00-0000-7000-8000-000000000000", "licenseId": "01936d00-0000-7000-8000-000000000000", \
            "fingerprint": {"value": "machine-2", "components": {}}, "purpose": "PRODUCTION", "address": "127.0.0.1", \
            "activatedAt": "2026-11-23", "refreshedAt": "2026-11-23", "adoptedAt": {}}'""";

    /**
     * A statement with named parameters.
     *
     * @param keeps the name by which its one value is known to later ones
     */
    private record Step(String sql, @Nullable String keeps) {

        Step(String sql) {
            this(sql, null);
        }

        String ofScript() {
            String line = sql.strip().replaceAll("\\s+", " ");
            return line + (keeps == null ? ";" : " \\gset");
        }
    }

    private static final Step SEE = new Step("""
            select set_config('marque.tenant', :tenant, true) || set_config('marque.environment', 'production', true)
                || set_config('marque.environment_seen', '', true)""");
    private static final Step LOCK = new Step("""
            select id as license from licenses where id = (select id from bench_licenses where n = cast(:n as bigint))
            for update""", "license");
    private static final Step COUNT = new Step("""
            select count(*) from license_activations
            where license_id = cast(:license as uuid) and deactivated_at is null and purpose = 'PRODUCTION'""");
    private static final Step ADD = new Step("""
            insert into license_activations (id, tenant_id, license_id, fingerprint, components, address, purpose,
                                             activated_at, refreshed_at, activated_by)
            values (uuidv7(), cast(:tenant as uuid), cast(:license as uuid), 'machine-2', '{}', '127.0.0.1', 'PRODUCTION',
                    now(), now(), 'LICENSE')
            returning id as activation""", "activation");
    private static final Step END = new Step("""
            update license_activations set deactivated_at = now(), deactivated_by = 'LICENSE'
            where license_id = cast(:license as uuid) and fingerprint = 'machine-2' and deactivated_at is null
            returning id as activation""", "activation");

    private static final List<Step> ACTIVATE = List.of(LOCK, COUNT, ADD, record("activation.created"));
    private static final List<Step> DEACTIVATE = List.of(LOCK, END, record("activation.deactivated"));

    private EquivalentTransactions() {}

    /** Audit row and event, in one statement as with us. */
    private static Step record(String action) {
        return new Step("""
                with audited as (
                    insert into audit_logs (id, tenant_id, occurred_at, actor_kind, actor_id, actor_name, action,
                                            record_type, record_id, after, request_id, address, user_agent)
                    values (uuidv7(), cast(:tenant as uuid), now(), 'LICENSE', cast(:license as uuid),
                            'ENT-202611-271828', '%1$s', 'activation', cast(:activation as uuid), cast(%2$s as jsonb),
                            '01936d00-0000-7000-8000-000000000000', '127.0.0.1', 'pgbench'))
                insert into outbox (id, tenant_id, aggregate_type, aggregate_id, type, payload, occurred_at)
                values (uuidv7(), cast(:tenant as uuid), 'activation', cast(:activation as uuid), '%1$s',
                        cast(%2$s as jsonb), now())""".formatted(action, RECORD));
    }

    /** Both transactions for pgbench; it is to know {@code tenant}. Beginning costs no round trip of its own, as with us. */
    static String script() {
        return "\\set n 1 + :client_id * " + LICENSES_EACH + " + random(0, " + (LICENSES_EACH - 1) + ")\n"
                + script(ACTIVATE) + script(DEACTIVATE);
    }

    private static String script(List<Step> steps) {
        return "\\startpipeline\n" + BEGIN + ";\n" + SEE.ofScript() + "\n\\endpipeline\n"
                + steps.stream().map(Step::ofScript).collect(Collectors.joining("\n")) + "\n" + COMMIT + ";\n";
    }

    /** Once, without pgbench: machine 2 of the license gets a seat, and perhaps gives it back. */
    static void run(Connection connection, String tenant, int license, boolean back) throws SQLException {
        connection.setAutoCommit(false);
        try (Handle handle = Jdbi.open(connection)) {
            run(handle, ACTIVATE, tenant, license);
            connection.commit();
            if (back) {
                run(handle, DEACTIVATE, tenant, license);
                connection.commit();
            }
        }
    }

    private static void run(Handle handle, List<Step> steps, String tenant, int license) {
        Map<String, Object> known = new HashMap<>(Map.of("tenant", tenant, "n", license));
        handle.createQuery(SEE.sql()).bindMap(known).mapTo(String.class).one();
        for (Step step : steps) {
            if (step.keeps() != null) {
                known.put(
                        step.keeps(),
                        handle.createQuery(step.sql())
                                .bindMap(known)
                                .mapTo(String.class)
                                .one());
            } else if (step.equals(COUNT)) {
                handle.createQuery(step.sql()).bindMap(known).mapTo(Long.class).one();
            } else {
                handle.createUpdate(step.sql()).bindMap(known).execute();
            }
        }
    }
}
