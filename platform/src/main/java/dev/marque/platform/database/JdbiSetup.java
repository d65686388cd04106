package dev.marque.platform.database;

import dev.marque.platform.tenant.TenantId;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.postgres.PostgresPlugin;

/** How Java and SQL types meet: records by constructor, instants as timestamptz, enums by name, ids by value. */
final class JdbiSetup {

    private JdbiSetup() {}

    static Jdbi on(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
        jdbi.registerArgument(new TenantIdArguments());
        jdbi.registerArgument(new InstantArguments());
        jdbi.registerColumnMapper(TenantId.class, (rs, column, ctx) -> {
            UUID value = rs.getObject(column, UUID.class);
            return value == null ? null : new TenantId(value);
        });
        ColumnMapper<Instant> instants = (rs, column, ctx) -> {
            OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        };
        jdbi.registerColumnMapper(Instant.class, instants);
        jdbi.registerRowMapper(new Records());
        return jdbi;
    }

    /** Every record is a row: its components are the columns, in snake case. No registration needed. */
    private static final class Records implements RowMapperFactory {
        @Override
        public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            if (!raw.isRecord() || raw == TenantId.class) {
                return Optional.empty();
            }
            return Optional.of(ConstructorMapper.of(raw));
        }
    }

    private static final class TenantIdArguments implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
            return value instanceof TenantId tenant
                    ? Optional.of((position, statement, ctx) -> statement.setObject(position, tenant.value()))
                    : Optional.empty();
        }
    }

    /** JDBC knows no Instant; as a timestamp it would pass through the machine's time zone. */
    private static final class InstantArguments implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
            return value instanceof Instant instant
                    ? Optional.of((position, statement, ctx) -> statement.setObject(
                            position, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE))
                    : Optional.empty();
        }
    }
}
