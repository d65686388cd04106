package dev.marque.licensing.validation;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.keys.validation.Place;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.AccessFindings;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads {@link Situation}s. */
public final class Situations {

    /**
     * Every strategy wants an equal value, or at least one equal component: only such machines travel to the rules,
     * however many a license has.
     */
    private static final String COLUMNS =
            "m.machine_ids, m.machine_values, m.machine_components, m.machine_starts, m.machine_beats, m.machine_purposes,"
                    + CoveredVersions.COLUMNS + ","
                    + " (select s.expires_at from license_leases s where s.id = :lease and s.license_id = l.id"
                    + " and s.held and s.ended_at is null) as lease_ends_at,"
                    + " exists (select from license_users u where u.tenant_id = l.tenant_id and u.license_id = l.id"
                    + " and u.person = :person and u.state = 'ASSIGNED') as user_assigned, "
                    + AccessFindings.COLUMN + ", " + OpenMeters.COLUMN;

    private static final String JOINS = CoveredVersions.JOIN + """
                    cross join lateral (
                        select array_agg(a.id order by a.id) as machine_ids,
                               array_agg(a.fingerprint order by a.id) as machine_values,
                               array_agg(cast(a.components as text) order by a.id) as machine_components,
                               array_agg(a.activated_at order by a.id) as machine_starts,
                               array_agg(a.last_heartbeat_at order by a.id) as machine_beats,
                               array_agg(a.purpose order by a.id) as machine_purposes
                        from license_activations a
                        where a.tenant_id = l.tenant_id and a.license_id = l.id and a.deactivated_at is null
                          and (a.fingerprint = :value
                               or (a.fingerprint = :phone and not exists (
                                   select from license_activations b
                                   where b.tenant_id = l.tenant_id and b.license_id = l.id and b.deactivated_at is null
                                     and b.fingerprint = :value))
                               or a.fingerprint = any(:fingerprints) or a.id = :activation
                               or exists (select from jsonb_each_text(a.components) known
                                          where cast(:components as jsonb) ->> known.key = known.value))
                    ) m
                    """;

    private static final String SELECT = LicenseRows.selectWith(COLUMNS, JOINS);

    /** The most that are read at once. The planner is told: it would count on a hundred. */
    public static final int MOST_AT_ONCE = 32;

    private static final String SELECT_EACH =
            LicenseRows.selectEach(Asked.table(MOST_AT_ONCE), "q.place, " + Asked.ofEach(COLUMNS), Asked.ofEach(JOINS));

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
     * The situation when a program asks all that.
     *
     * @param leaseId of the lease that it says it holds
     * @throws ProblemException NOT_FOUND
     */
    public static Situation read(
            Handle transaction, UUID licenseId, ValidationRequest request, @Nullable UUID leaseId, Instant now) {
        return Asked.of(0, new Question(licenseId, request, leaseId))
                .bindTo(transaction.createQuery(SELECT))
                .bind("now", now)
                .map((row, context) -> map(row, request, now))
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("license"));
    }

    /**
     * The situations of at most {@value #MOST_AT_ONCE} who ask at the same time, in one round trip, by the place of the
     * question; there is none for a license that is not there.
     */
    public static Map<Integer, Situation> readEach(Handle transaction, List<Question> questions, Instant now) {
        if (questions.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(questions.size() + " at once");
        }
        Asked[] asked = new Asked[questions.size()];
        Arrays.setAll(asked, place -> Asked.of(place, questions.get(place)));
        return transaction
                .createQuery(SELECT_EACH)
                .bind("asked", JsonColumns.write(asked))
                .bind("now", now)
                .map((row, context) -> {
                    int place = row.getInt("place");
                    return Map.entry(place, map(row, questions.get(place).request(), now));
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Situation map(ResultSet row, ValidationRequest request, Instant now) throws SQLException {
        Fingerprint asking = request.fingerprint();
        Place place = request.place();
        License license = LicenseRows.map(row);
        return new Situation(
                license,
                machines(row, asking, license.terms().heartbeats(), now),
                CoveredVersions.read(row, license),
                Columns.instantOrNull(row, "lease_ends_at"),
                row.getBoolean("user_assigned"),
                license.terms()
                        .rules()
                        .usedFrom()
                        .with(
                                AccessFindings.read(row.getString("access_findings"))
                                        .facts(),
                                place),
                OpenMeters.read(row.getString("open_meters"), license, now),
                purposes(row),
                Columns.text(row, "environment"));
    }

    private static Map<UUID, Purpose> purposes(ResultSet row) throws SQLException {
        Array found = row.getArray("machine_ids");
        if (found == null) {
            return Map.of();
        }
        UUID[] ids = (UUID[]) found.getArray();
        String[] purposes = (String[]) row.getArray("machine_purposes").getArray();
        Map<UUID, Purpose> byMachine = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byMachine.put(ids[i], Purpose.valueOf(purposes[i]));
        }
        return byMachine;
    }

    private static List<ActivationFacts> machines(
            ResultSet row, @Nullable Fingerprint asking, HeartbeatTerms terms, Instant now) throws SQLException {
        Array found = row.getArray("machine_ids");
        if (found == null) {
            return List.of();
        }
        UUID[] ids = (UUID[]) found.getArray();
        String[] values = (String[]) row.getArray("machine_values").getArray();
        String[] components = (String[]) row.getArray("machine_components").getArray();
        Timestamp[] starts = (Timestamp[]) row.getArray("machine_starts").getArray();
        @Nullable Timestamp[] beats = (Timestamp[]) row.getArray("machine_beats").getArray();
        List<ActivationFacts> machines = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            Timestamp beat = beats[i];
            SignsOfLife life = new SignsOfLife(starts[i].toInstant(), beat == null ? null : beat.toInstant(), null);
            if (!terms.seatIsLost(life, now)) {
                Fingerprint known = new Fingerprint(values[i], JsonColumns.texts(components[i]));
                Fingerprint fingerprint = asking != null && PhoneSeats.isOf(known, asking) ? asking : known;
                machines.add(new ActivationFacts(ids[i], fingerprint, terms.status(life, now)));
            }
        }
        return machines;
    }
}
