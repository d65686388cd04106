package dev.marque.platform.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The settings of a tenant, with every version that they ever had. A change counts at once. Thread-safe. */
@Singleton
public class TenantSettings {

    private record Row(
            @Nullable String value, int version, @Nullable Instant updatedAt) {
        static final Row NONE = new Row(null, 0, null);
    }

    private record HistoryRow(
            UUID id, int version, @Nullable String value, Instant changedAt, UUID actorId, String actorName) {}

    private final Database database;
    private final SettingRegistry registry;
    private final ChangeLog changes;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public TenantSettings(
            Database database,
            SettingRegistry registry,
            ChangeLog changes,
            ObjectMapper json,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.registry = registry;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /** All settings, by name. */
    public List<Setting> all(Actor actor) {
        return database.inTenant(actor.tenant(), transaction -> registry.all().stream()
                .map(setting -> show(transaction, setting, row(transaction, setting.name(), "")))
                .toList());
    }

    /** @throws ProblemException NOT_FOUND */
    public Setting get(Actor actor, String name) {
        TenantSetting<?> setting = declared(name);
        return database.inTenant(actor.tenant(), transaction -> show(transaction, setting, row(transaction, name, "")));
    }

    /**
     * Sets a value.
     *
     * @param expected the version that the caller saw; null to overwrite whatever there is
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for a value out of range, CHANGED_MEANWHILE
     */
    public Setting put(Actor actor, String name, JsonNode value, @Nullable Integer expected) {
        TenantSetting<?> setting = declared(name);
        if (!setting.accepts(value)) {
            throw ProblemException.invalid(FieldError.inBody("/value", "must be " + setting.range()));
        }
        return change(actor, setting, value.toString(), expected);
    }

    /** Goes back to the default. @throws ProblemException NOT_FOUND */
    public void reset(Actor actor, String name) {
        change(actor, declared(name), null, null);
    }

    private Setting change(Actor actor, TenantSetting<?> setting, @Nullable String value, @Nullable Integer expected) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTenant(actor.tenant(), transaction -> {
            Row row = row(transaction, setting.name(), "for update");
            if (expected != null && expected != row.version()) {
                throw changedMeanwhile();
            }
            Setting before = show(transaction, setting, row);
            Row next = new Row(value, row.version() + 1, now);
            write(transaction, actor, setting.name(), next);
            remember(transaction, actor, setting.name(), next);
            Setting after = show(transaction, setting, next);
            changes.record(
                    transaction, actor, Change.of("setting.changed", "setting", recordId(setting), before, after));
            return after;
        });
    }

    private static void write(Handle transaction, Actor actor, String name, Row row) {
        int written = transaction
                .createUpdate("""
                        insert into system_configuration as known (tenant_id, name, value, version, updated_at)
                        values (:tenant, :name, cast(:value as jsonb), :version, :updatedAt)
                        on conflict (tenant_id, name) do update
                            set value = excluded.value, version = excluded.version, updated_at = excluded.updated_at
                            where known.version = excluded.version - 1
                        """)
                .bind("tenant", actor.tenant())
                .bind("name", name)
                .bind("value", row.value())
                .bind("version", row.version())
                .bind("updatedAt", row.updatedAt())
                .execute();
        if (written == 0) {
            // Two were the first to set it.
            throw changedMeanwhile();
        }
    }

    private void remember(Handle transaction, Actor actor, String name, Row row) {
        transaction
                .createUpdate("""
                        insert into system_configuration_history (id, tenant_id, name, version, value, changed_at,
                                                                  actor_id, actor_name)
                        values (:id, :tenant, :name, :version, cast(:value as jsonb), :changedAt, :actor, :actorName)
                        """)
                .bind("id", ids.next())
                .bind("tenant", actor.tenant())
                .bind("name", name)
                .bind("version", row.version())
                .bind("value", row.value())
                .bind("changedAt", row.updatedAt())
                .bind("actor", actor.id())
                .bind("actorName", actor.name())
                .execute();
    }

    /**
     * What a setting was, newest first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Setting.Version> history(Actor actor, String name, PageRequest request) {
        declared(name);
        List<Setting.Version> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("""
                        select id, version, value, changed_at, actor_id, actor_name from system_configuration_history
                        where name = :name and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("name", name)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(HistoryRow.class)
                .map(row -> new Setting.Version(
                        row.id(),
                        row.version(),
                        row.value() == null ? null : read(row.value()),
                        row.changedAt(),
                        row.actorId(),
                        row.actorName()))
                .list());
        return Page.of(rows, request, Setting.Version::id);
    }

    private static Row row(Handle transaction, String name, String lock) {
        return transaction
                .createQuery("select value, version, updated_at from system_configuration where name = :name " + lock)
                .bind("name", name)
                .mapTo(Row.class)
                .findOne()
                .orElse(Row.NONE);
    }

    private Setting show(Handle transaction, TenantSetting<?> setting, Row row) {
        String value = row.value();
        return new Setting(
                setting.name(),
                setting.type(),
                value == null ? node(setting.fallback().apply(transaction)) : read(value),
                value != null,
                setting.range(),
                setting.description(),
                row.version(),
                row.updatedAt());
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case Integer number -> IntNode.valueOf(number);
            case Boolean flag -> BooleanNode.valueOf(flag);
            default -> TextNode.valueOf(value.toString());
        };
    }

    private JsonNode read(String value) {
        try {
            return json.readTree(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a setting does not read back", e);
        }
    }

    /** Audit rows are about a record with an id; the setting's follows from its name. */
    private static UUID recordId(TenantSetting<?> setting) {
        return UUID.nameUUIDFromBytes(setting.name().getBytes(StandardCharsets.UTF_8));
    }

    private TenantSetting<?> declared(String name) {
        return registry.find(name).orElseThrow(() -> ProblemException.notFound("setting"));
    }

    private static ProblemException changedMeanwhile() {
        return new ProblemException(ProblemType.CHANGED_MEANWHILE, "The setting was changed meanwhile.");
    }
}
