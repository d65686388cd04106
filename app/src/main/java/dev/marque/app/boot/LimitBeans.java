package dev.marque.app.boot;

import dev.marque.platform.config.LimitsConfiguration;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.limits.Admission;
import dev.marque.platform.limits.Allowance;
import dev.marque.platform.limits.Allowances;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.LimitRules;
import dev.marque.platform.limits.RateLimiter;
import dev.marque.platform.limits.UsageExchange;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The rate limits, as configured. */
@Singleton
public class LimitBeans {

    @Produces
    @Singleton
    Allowances allowances(MarqueConfiguration configuration) {
        LimitsConfiguration limits = configuration.limits();
        return new Allowances(Map.of(
                Limit.ADDRESS, perMinute(limits.address()),
                Limit.SIGN_IN, perMinute(limits.signIn()),
                Limit.USER, perMinute(limits.user()),
                Limit.API_KEY, perMinute(limits.apiKey()),
                Limit.LICENSE, perMinute(limits.license()),
                Limit.TENANT, perMinute(limits.tenant()),
                Limit.EXPORT, perMinute(limits.export())));
    }

    private static Allowance perMinute(int requests) {
        return new Allowance(requests, Duration.ofMinutes(1));
    }

    @Produces
    @Singleton
    RateLimiter limiter(Allowances allowances, Clock clock) {
        return new RateLimiter(allowances, clock);
    }

    @Produces
    @Singleton
    Admission admission(Database database, MarqueConfiguration configuration) {
        return new Admission(
                () -> database.poolFigures().waiting(), configuration.overload().mostWaiting());
    }

    @Produces
    @Singleton
    UsageExchange exchange(Database database, RateLimiter limiter, LimitRules rules, Clock clock) {
        return new UsageExchange(database, limiter, rules, clock);
    }

    void stop(@Disposes UsageExchange exchange) {
        exchange.close();
    }
}
