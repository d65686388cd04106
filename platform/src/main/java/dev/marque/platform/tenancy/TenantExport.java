package dev.marque.platform.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/**
 * Everything that a tenant has, as a ZIP of one NDJSON file per table and a manifest. Secrets stay behind: columns whose
 * names say so, and all bytes but public keys. Rows are streamed, so memory does not grow with them. Thread-safe.
 */
@Singleton
public class TenantExport {

    private static final int ROWS_AT_ONCE = 1_000;

    private record Table(String name, List<String> secrets) {}

    /** What is in one file. */
    public record Content(String file, long rows, String sha256, List<String> leftOut) {}

    /** What is in the archive. */
    public record Manifest(UUID tenant, Instant exportedAt, List<Content> tables) {}

    private final Database database;
    private final ChangeLog changes;
    private final ObjectMapper json;
    private final InstantSource clock;

    @Inject
    public TenantExport(Database database, ChangeLog changes, ObjectMapper json, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes the archive. All tables are as of one moment, so that what refers to each other fits together.
     *
     * @param target is written to while a connection is held, so it should not be slow; not closed
     */
    public Manifest write(Actor actor, OutputStream target) {
        ZipOutputStream zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
        try {
            database.runInTenant(actor.tenant(), transaction -> announce(transaction, actor));
            List<Content> contents = database.inSnapshot(actor.tenant(), transaction -> tables(transaction).stream()
                    .map(table -> copy(transaction, table, zip))
                    .toList());
            Manifest manifest = new Manifest(actor.tenant().value(), clock.instant(), contents);
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            return manifest;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest of ours is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void announce(Handle transaction, Actor actor) {
        UUID tenant = actor.tenant().value();
        changes.auditOnly(transaction, actor, Change.happened("tenant.exported", "tenant", tenant));
    }

    /** Every table of tenants, as the database's catalogue has it, and what of it is secret. */
    private static List<Table> tables(Handle transaction) {
        return transaction.createQuery("""
                        select c.relname as name, coalesce(array_agg(a.attname::text order by a.attnum)
                            filter (where a.attname ~ '(hash|encrypted|secret|password|token)'
                                    or (a.atttypid = 'bytea'::regtype and a.attname <> 'public_key')), '{}') as secrets
                        from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and not c.relispartition
                        group by c.relname having bool_or(a.attname = 'tenant_id') order by c.relname
                        """).mapTo(Table.class).list();
    }

    private static Content copy(Handle transaction, Table table, ZipOutputStream zip) {
        MessageDigest digest = sha256();
        long[] rows = {0};
        String file = table.name() + ".ndjson";
        try (Stream<String> lines = transaction
                .createQuery("select (to_jsonb(t) - :secrets)::text from " + table.name() + " t")
                .bind("secrets", table.secrets().toArray(String[]::new))
                .setFetchSize(ROWS_AT_ONCE)
                .mapTo(String.class)
                .stream()) {
            zip.putNextEntry(new ZipEntry(file));
            lines.forEach(line -> {
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                digest.update(bytes);
                write(zip, bytes);
                rows[0]++;
            });
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content(file, rows[0], HexFormat.of().formatHex(digest.digest()), table.secrets());
    }

    private static void write(ZipOutputStream zip, byte[] bytes) {
        try {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
