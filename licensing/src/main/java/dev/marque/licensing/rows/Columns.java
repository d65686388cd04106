package dev.marque.licensing.rows;

import dev.marque.kernel.time.Term;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns; the names ending in {@code OrNull} are for columns that may be null. */
public final class Columns {

    private Columns() {}

    public static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    public static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    public static UUID id(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static @Nullable Integer integerOrNull(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    public static @Nullable Term termOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Term.parse(text);
    }

    public static Duration duration(ResultSet row, String column) throws SQLException {
        return Lifetimes.parse(text(row, column));
    }

    public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(row, column));
    }

    /** The features that a license took along: two arrays in the same order. */
    public static List<FeatureGrant> features(ResultSet row, GrantSource source) throws SQLException {
        List<String> codes = texts(row, "feature_codes");
        Long[] ends = (Long[]) row.getArray("feature_ends").getArray();
        List<FeatureGrant> features = new ArrayList<>(codes.size());
        for (int i = 0; i < ends.length; i++) {
            Long end = ends[i];
            features.add(FeatureGrant.on(codes.get(i), source, end == null ? null : Instant.ofEpochSecond(end)));
        }
        return features;
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
