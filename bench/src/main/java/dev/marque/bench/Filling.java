package dev.marque.bench;

import dev.marque.licensing.license.IssuedLicense;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Copies of a license, as many as are wanted: with names and texts of their own, a machine each, and words to be found by. */
public final class Filling {

    private static final String NAMES = """
            create table if not exists bench_names as
            select n, 'Customer' || substr(md5(n::text), 1, 5) as first, 'house' || n % 997 as last
            from generate_series(0, 49999) n""";

    private static final List<String> TABLES = List.of("licenses", "license_words", "license_activations");
    private static final int CHUNK = 100_000;

    private final BenchDatabase database;
    private final IssuedLicense template;

    public Filling(BenchDatabase database, IssuedLicense template) {
        this.database = database;
        this.template = template;
        database.asOwner(NAMES);
    }

    /** Adds the copies with the numbers {@code from} to {@code to}, the latter not, and leaves the tables as after a night. */
    public void add(int from, int to) {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            try (BareTables bare = new BareTables(owner, TABLES)) {
                for (int next = from; next < to; next += CHUNK) {
                    fill(statement, next, Math.min(to, next + CHUNK));
                }
            }
            statement.execute("vacuum (analyze) " + String.join(", ", TABLES));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill(Statement owner, int from, int to) throws SQLException {
        String columns = "product_id, policy_id, state, term, grace, max_activations, requires_activation, matching,"
                + " renewal_basis, heartbeat_interval, activation_token_lifetime, rules, term_anchor, term_count,"
                + " expires_at, policy_version, overrides, tenant_id, owner_user_id, key_encrypted";
        String named = columns.replace(", ", ", l.");
        String before = newest(owner);
        owner.execute(
                """
                insert into licenses (id, number, name, key_hash, metadata, created_at, updated_at, %s)
                select uuidv7(), 'BENCH-202611-' || lpad(i::text, 8, '0'),
                       c.first || ' ' || c.last || ' Ltd', sha256(('key' || i)::bytea),
                       jsonb_build_object('crmId', 'C' || i), l.created_at, l.updated_at, l.%s
                from generate_series(%d, %d) i
                join bench_names c on c.n = i %% 50000
                cross join (select * from licenses where id = '%s') l
                order by i
                """.formatted(columns, named, from, to - 1, template.license().id()));
        String added = "where l.id > '" + before + "'";
        owner.execute("""
                insert into license_words (tenant_id, license_id, word)
                select distinct l.tenant_id, l.id, w.word
                from licenses l, regexp_split_to_table(lower(concat_ws(' ', l.number, l.name, l.metadata ->> 'crmId')),
                                                       '[^a-z0-9]+') w(word)
                """ + added);
        owner.execute("""
                insert into license_activations (id, tenant_id, license_id, fingerprint, components, activated_at,
                                                 refreshed_at)
                select uuidv7(), l.tenant_id, l.id, 'machine of ' || l.number, '{}', l.created_at, l.created_at
                from licenses l
                """ + added);
    }

    private static String newest(Statement owner) throws SQLException {
        try (ResultSet newest = owner.executeQuery("select id from licenses order by id desc limit 1")) {
            newest.next();
            return newest.getString(1);
        }
    }
}
