package dev.marque.licensing.license;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a license, its activations, its leases, its meters and its users, from the audit trail. Thread-safe. */
@Singleton
public class Timeline {

    private final Database database;
    private final ObjectMapper json;

    @Inject
    public Timeline(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What happened, newest first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<TimelineEntry> of(Actor actor, UUID licenseId, PageRequest request) {
        List<TimelineEntry> rows = database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return transaction
                    .createQuery("""
                            select id, occurred_at, action, record_type, record_id, actor_kind, actor_id, actor_name,
                                   before, after
                            from audit_logs
                            where record_id in (select cast(:license as uuid) union all
                                                select id from license_activations where license_id = :license union all
                                                select id from license_leases where license_id = :license union all
                                                select id from license_meters where license_id = :license union all
                                                select id from license_users where license_id = :license)
                              and (cast(:after as uuid) is null or id < :after)
                            order by id desc limit :limit
                            """)
                    .bind("license", licenseId)
                    .bind("after", request.after().orElse(null))
                    .bind("limit", request.limit() + 1)
                    .map((row, context) -> map(row))
                    .list();
        });
        return Page.of(rows, request, TimelineEntry::id);
    }

    private TimelineEntry map(ResultSet row) throws SQLException {
        return new TimelineEntry(
                Columns.id(row, "id"),
                Columns.instant(row, "occurred_at"),
                Columns.text(row, "action"),
                Columns.text(row, "record_type"),
                Columns.id(row, "record_id"),
                Columns.text(row, "actor_kind"),
                Columns.id(row, "actor_id"),
                Columns.text(row, "actor_name"),
                read(row.getString("before")),
                read(row.getString("after")));
    }

    private @Nullable JsonNode read(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the audit trail does not read back", e);
        }
    }
}
