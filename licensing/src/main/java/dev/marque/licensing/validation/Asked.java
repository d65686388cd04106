package dev.marque.licensing.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Place;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.AccessFindings;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.rows.JsonColumns;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A question as SQL knows it: by parameters for one of them, as a row of a table {@code q} for each of many. */
record Asked(
        int place,
        UUID id,
        @Nullable UUID lease,
        @Nullable String person,
        @Nullable String value,
        @Nullable String phone,
        Map<String, String> components,
        @Nullable String address,
        @Nullable String country,
        String[] presented,
        String[] fingerprints,
        @Nullable UUID activation,
        @Nullable String version,
        @Nullable String checksum) {

    private static final Pattern PARAMETER =
            Pattern.compile("(?<!:):(lease|person|value|phone|components|address|country"
                    + "|presented|fingerprints|activation|version|checksum)\\b");

    /** @param place by which its answer is known */
    static Asked of(int place, Question question) {
        ValidationRequest request = question.request();
        Fingerprint asking = request.fingerprint();
        Scopes scopes = request.scopes();
        Place from = request.place();
        return new Asked(
                place,
                question.licenseId(),
                question.leaseId(),
                request.user() == null ? null : EmailAddress.of(request.user()).normal(),
                asking == null ? null : asking.value(),
                PhoneSeats.valueOf(asking),
                asking == null ? Map.of() : asking.components(),
                from == null ? null : from.address().getHostAddress(),
                from == null ? null : from.country(),
                AccessFindings.presented(request),
                scopes.fingerprints().toArray(String[]::new),
                scopes.activationId(),
                request.version() == null ? null : request.version().toString(),
                scopes.checksum());
    }

    /**
     * A table of {@code :asked}, which is JSON.
     *
     * @param most rows, as the planner is told: it would count on a hundred
     */
    static String table(int most) {
        return """
                (select * from json_to_recordset(cast(:asked as json))
                     as t(place int, id uuid, lease uuid, person text, value text, phone text, components jsonb, address text,
                          country text, presented text[], fingerprints text[], activation uuid, version text, checksum text)
                 limit %d)""".formatted(most);
    }

    /** SQL about one question by its parameters, turned into SQL about each row of the table {@code q}. */
    static String ofEach(String sql) {
        return PARAMETER.matcher(sql).replaceAll("q.$1");
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("id", id)
                .bind("lease", lease)
                .bind("person", person)
                .bind("value", value)
                .bind("phone", phone)
                .bind("components", JsonColumns.write(components))
                .bind("address", address)
                .bind("country", country)
                .bind("presented", presented)
                .bind("fingerprints", fingerprints)
                .bind("activation", activation)
                .bind("version", version)
                .bind("checksum", checksum);
    }
}
