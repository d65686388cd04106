package dev.marque.licensing.validation;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads {@link Situation}s. */
public final class Situations {

    /**
     * Every strategy wants an equal value, or at least one equal component: only such machines travel to the rules,
     * however many a license has.
     */
    private static final String SELECT = LicenseRows.selectWith(
            "p.minimum_version, m.machine_ids, m.machine_values, m.machine_components,"
                    + " (select s.expires_at from license_leases s where s.id = :lease and s.license_id = l.id"
                    + " and s.held and s.ended_at is null) as lease_ends_at,"
                    + " exists (select from license_users u where u.tenant_id = l.tenant_id and u.license_id = l.id"
                    + " and u.person = :person and u.state = 'ASSIGNED') as user_assigned, " + OpenMeters.COLUMN,
            """
                    cross join lateral (
                        select array_agg(a.id order by a.id) as machine_ids,
                               array_agg(a.fingerprint order by a.id) as machine_values,
                               array_agg(cast(a.components as text) order by a.id) as machine_components
                        from license_activations a
                        where a.tenant_id = l.tenant_id and a.license_id = l.id and a.deactivated_at is null
                          and (a.fingerprint = :value
                               or exists (select from jsonb_each_text(a.components) known
                                          where cast(:components as jsonb) ->> known.key = known.value))
                    ) m
                    """);

    private Situations() {}

    /**
     * The situation when a machine asks.
     *
     * @throws ProblemException NOT_FOUND
     */
    public static Situation read(Handle transaction, UUID licenseId, @Nullable Fingerprint asking, Instant now) {
        return read(transaction, licenseId, ValidationRequest.PLAIN.from(asking), null, now);
    }

    /**
     * The situation when a program asks.
     *
     * @param leaseId the lease that it names
     * @throws ProblemException NOT_FOUND
     */
    public static Situation read(
            Handle transaction, UUID licenseId, ValidationRequest request, @Nullable UUID leaseId, Instant now) {
        Fingerprint asking = request.fingerprint();
        String user = request.user();
        return transaction
                .createQuery(SELECT)
                .bind("id", licenseId)
                .bind("lease", leaseId)
                .bind("now", now)
                .bind("person", user == null ? null : EmailAddress.of(user).normal())
                .bind("value", asking == null ? null : asking.value())
                .bind("components", JsonColumns.write(asking == null ? Map.of() : asking.components()))
                .map((row, context) -> map(row))
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("license"));
    }

    private static Situation map(ResultSet row) throws SQLException {
        String minimum = row.getString("minimum_version");
        License license = LicenseRows.map(row);
        return new Situation(
                license,
                machines(row),
                minimum == null ? null : Version.parse(minimum).orElse(null),
                Columns.instantOrNull(row, "lease_ends_at"),
                row.getBoolean("user_assigned"),
                OpenMeters.read(row.getString("open_meters"), license));
    }

    private static List<ActivationFacts> machines(ResultSet row) throws SQLException {
        Array found = row.getArray("machine_ids");
        if (found == null) {
            return List.of();
        }
        UUID[] ids = (UUID[]) found.getArray();
        String[] values = (String[]) row.getArray("machine_values").getArray();
        String[] components = (String[]) row.getArray("machine_components").getArray();
        List<ActivationFacts> machines = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            machines.add(new ActivationFacts(ids[i], new Fingerprint(values[i], JsonColumns.texts(components[i]))));
        }
        return machines;
    }
}
