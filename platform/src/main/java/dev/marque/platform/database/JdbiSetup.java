package dev.marque.platform.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.MappingException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * How Java and SQL types meet, without registering anything per type.
 *
 * <ul>
 *   <li>A record is a row: component {@code createdAt} is column {@code created_at}. Records need not be public.
 *   <li>A record with the single component {@code value} (UUID, String or long) is that value: {@code TenantId}.
 *   <li>{@code Instant} is {@code timestamptz}, enums go by name, {@code jsonb} is text (bind with a cast).
 * </ul>
 */
final class JdbiSetup {

    private JdbiSetup() {}

    static Jdbi on(DataSource dataSource, StatementLog log) {
        Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
        jdbi.setSqlLogger(log);
        jdbi.registerArgument(new Values());
        jdbi.registerArgument(new Instants());
        ColumnMapper<Instant> instants = (rs, column, ctx) -> {
            OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        };
        jdbi.registerColumnMapper(Instant.class, instants);
        jdbi.registerColumnMapper(new ValueColumns());
        jdbi.registerRowMapper(new Rows());
        return jdbi;
    }

    private static boolean isValue(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1
                && components[0].getName().equals("value")
                && (components[0].getType() == UUID.class
                        || components[0].getType() == String.class
                        || components[0].getType() == long.class);
    }

    private static Constructor<?> constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its constructor: " + type, e);
        }
    }

    private static Object construct(Constructor<?> constructor, @Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new MappingException(
                    "A row does not make a " + constructor.getDeclaringClass().getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new MappingException(
                    "A row does not make a " + constructor.getDeclaringClass().getSimpleName(), e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static final class Rows implements RowMapperFactory {
        @Override
        public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            if (!raw.isRecord() || isValue(raw)) {
                return Optional.empty();
            }
            RecordComponent[] components = raw.getRecordComponents();
            String[] columns = new String[components.length];
            ColumnMapper<?>[] mappers = new ColumnMapper<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                columns[i] = snakeCase(components[i].getName());
                Type wanted = components[i].getGenericType();
                mappers[i] = config.get(ColumnMappers.class)
                        .findFor(wanted)
                        .orElseThrow(() -> new MappingException("No column becomes a " + wanted + " in " + raw));
            }
            Constructor<?> constructor = constructor(raw);
            return Optional.of((rs, ctx) -> row(constructor, columns, mappers, rs, ctx));
        }

        private static Object row(
                Constructor<?> constructor,
                String[] columns,
                ColumnMapper<?>[] mappers,
                ResultSet rs,
                StatementContext ctx)
                throws SQLException {
            @Nullable Object[] arguments = new @Nullable Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                arguments[i] = mappers[i].map(rs, rs.findColumn(columns[i]), ctx);
            }
            return construct(constructor, arguments);
        }
    }

    private static final class ValueColumns implements ColumnMapperFactory {
        @Override
        public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            if (!isValue(raw)) {
                return Optional.empty();
            }
            Constructor<?> constructor = constructor(raw);
            Class<?> inner = raw.getRecordComponents()[0].getType();
            Class<?> wanted = inner == long.class ? Long.class : inner;
            ColumnMapper<?> mapper = (rs, column, ctx) -> {
                Object value = rs.getObject(column, wanted);
                return value == null ? null : construct(constructor, new @Nullable Object[] {value});
            };
            return Optional.of(mapper);
        }
    }

    private static final class Values implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
            if (value == null || !isValue(value.getClass())) {
                return Optional.empty();
            }
            Object inner = inner(value);
            return Optional.of((position, statement, ctx) -> statement.setObject(position, inner));
        }

        private static Object inner(Object value) {
            try {
                Method accessor = value.getClass().getRecordComponents()[0].getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + value.getClass(), e);
            }
        }
    }

    /** JDBC knows no Instant; as a timestamp it would pass through the machine's time zone. */
    private static final class Instants implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
            return value instanceof Instant instant
                    ? Optional.of((position, statement, ctx) -> statement.setObject(
                            position, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE))
                    : Optional.empty();
        }
    }
}
