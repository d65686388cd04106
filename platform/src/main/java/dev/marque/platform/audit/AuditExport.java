package dev.marque.platform.audit;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the audit trail into files, newest line first, whatever its length: a batch of rows is in memory at a time. */
@Singleton
public class AuditExport {

    private static final int BATCH = 1_000;

    /** What the trail remembers of an export: who took what out is worth knowing. */
    private record Taken(String format, AuditFilter filter) {}

    private final Database database;
    private final AuditTrail trail;
    private final ChangeLog changes;

    @Inject
    public AuditExport(Database database, AuditTrail trail, ChangeLog changes) {
        this.database = database;
        this.trail = trail;
        this.changes = changes;
    }

    /** Records in the trail that the actor takes lines out of it. Call it before {@link #write}. */
    public void announce(Actor actor, AuditFilter filter, ExportFormat format) {
        UUID tenant = actor.tenant().value();
        database.runInTenant(
                actor.tenant(),
                transaction -> changes.auditOnly(
                        transaction,
                        actor,
                        new Change("audit.exported", "audit-trail", tenant, null, new Taken(format.name(), filter))));
    }

    /**
     * Writes every line that the filter wants, in UTF-8. Takes one transaction per batch, so that neither a long trail
     * nor a slow reader holds one open.
     */
    public void write(Actor actor, AuditFilter filter, ExportFormat format, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(format.header());
        @Nullable UUID last = null;
        List<AuditEntry> batch;
        do {
            batch = trail.rows(actor, filter, last, BATCH);
            for (AuditEntry entry : batch) {
                writer.write(format.line(entry));
                last = entry.id();
            }
        } while (batch.size() == BATCH);
        writer.flush();
    }
}
