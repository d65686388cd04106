package dev.marque.platform.database;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What a transaction may see: the settings that row-level security goes by. They end with the transaction. */
sealed interface Sight {

    /** The environment of a transaction that is in none. */
    String NONE = "-";

    /** What no table with {@code tenant_id} shows anything to. */
    Sight NOTHING = new Nothing();

    /** Sets it, until the transaction ends. */
    void set(Handle handle);

    /** The tenant without the rows of its environments. */
    static Sight of(TenantId tenant) {
        return new Settings(tenant.toString(), NONE, "");
    }

    /** The tenant with the rows of all its environments; a new row has to say which it belongs to. */
    static Sight ofAllEnvironments(TenantId tenant) {
        return new Settings(tenant.toString(), NONE, "*");
    }

    /** The tenant with the rows of one environment. */
    static Sight of(TenantEnvironment where) {
        return where.environment().equals(EnvironmentCode.PRODUCTION)
                ? new Settings(where.tenant().toString(), where.environment().value(), "")
                : new Entered(where);
    }

    /** Whoever presented a secret with this hash. */
    static Sight presenting(byte[] lookupHash) {
        return new Presenting(HexFormat.of().formatHex(lookupHash));
    }

    /** Takes whatever the transaction saw before. */
    record Nothing() implements Sight {
        @Override
        public void set(Handle handle) {}
    }

    /** @param seen the other environment that is read; {@code *} for all, empty for none */
    record Settings(String tenant, String environment, String seen) implements Sight {

        static Settings of(Handle handle) {
            return handle.createQuery("""
                            select coalesce(current_setting('marque.tenant', true), '') as tenant,
                                   coalesce(current_setting('marque.environment', true), '') as environment,
                                   coalesce(current_setting('marque.environment_seen', true), '') as seen
                            """).mapTo(Settings.class).one();
        }

        @Override
        public void set(Handle handle) {
            handle.createQuery("""
                            select set_config('marque.tenant', :tenant, true) || set_config('marque.environment', :environment, true)
                                || set_config('marque.environment_seen', :seen, true)
                            """)
                    .bind("tenant", tenant)
                    .bind("environment", environment)
                    .bind("seen", seen)
                    .mapTo(String.class)
                    .one();
        }
    }

    /** What an environment shows is in its row. */
    record Entered(TenantEnvironment where) implements Sight {
        @Override
        public void set(Handle handle) {
            boolean there = handle.createQuery("select enter_environment(:tenant, :environment)")
                    .bind("tenant", where.tenant())
                    .bind("environment", where.environment())
                    .mapTo(Boolean.class)
                    .one();
            if (!there) {
                throw ProblemException.notFound("environment");
            }
        }
    }

    record Presenting(String lookup) implements Sight {

        static Presenting of(Handle handle) {
            return handle.createQuery("select coalesce(current_setting('marque.lookup', true), '') as lookup")
                    .mapTo(Presenting.class)
                    .one();
        }

        @Override
        public void set(Handle handle) {
            handle.createQuery("select set_config('marque.lookup', :lookup, true)")
                    .bindMap(Map.of("lookup", lookup))
                    .mapTo(String.class)
                    .one();
        }
    }

    /** What the transaction sees now, of that which this sets. */
    static Sight before(Handle handle, Sight next) {
        return switch (next) {
            case Nothing nothing -> nothing;
            case Presenting _ -> Presenting.of(handle);
            case Settings _, Entered _ -> Settings.of(handle);
        };
    }
}
