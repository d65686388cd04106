package dev.marque.backup;

import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with rows that are easy to lose: two tenants, old months, nulls, bytes, arrays, text of all kinds. */
public final class Filled {

    public static final String[] ROOMS = {"platform", "licensing", "backup"};

    private static final String ROWS = """
            insert into tenants values
              ('00000000-0000-7000-8000-000000000001', 'main', 'Main', 'UTC', now()),
              ('00000000-0000-7000-8000-000000000002', 'other', E'Other \\\\ "tab:\\t" line:\\n €𝄞', 'Asia/Tokyo', now());
            insert into users select gen_random_uuid(), t.id, 'u' || n || '@example.com', 'Ünïcode ' || n, 'hash',
              array['support', E'odd,"role\\\\'], now() from tenants t, generate_series(1, 200) n;
            insert into refresh_tokens select gen_random_uuid(), u.tenant_id, gen_random_uuid(), u.id,
              sha256(u.id::text::bytea), now(), now() + interval '7 days', null, null from users u;
            insert into audit_logs (id, tenant_id, occurred_at, actor_kind, actor_id, actor_name, action, record_type,
              record_id, before, after, request_id)
              select gen_random_uuid(), u.tenant_id, now(), 'USER', u.id, u.name, 'user.created', 'user', u.id, null,
              '{"a": [1, null, "x\\n"]}', 'r' from users u;
            select ensure_month_partitions('validation_logs', 0, '2025-03-10T00:00:00Z');
            insert into validation_logs (id, tenant_id, license_id, code, valid, validated_at)
              select gen_random_uuid(), t.id, gen_random_uuid(), 'VALID', true, moment
              from tenants t, unnest(array[timestamptz '2025-03-31T23:59:59.999999Z', now()]) moment,
                   generate_series(1, 100);
            insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by, version)
              values ('job', '1', '\\x00ff0a5c', now(), true, 'a process that is gone', 1);
            """;

    private Filled() {}

    public static PlatformFixture database() throws SQLException {
        PlatformFixture fixture = PlatformFixture.of(ROOMS);
        execute(fixture.testDatabase(), ROWS);
        return fixture;
    }

    public static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column, as the superuser sees it. */
    public static List<String> texts(TestDatabase database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
        }
        return found;
    }
}
