package dev.marque.platform.config;

import io.smallrye.config.WithDefault;

/** How many calls a minute callers may make. Each can be changed while Marque runs, through {@code /api/v1/operator/rate-limits}. */
public interface LimitsConfiguration {

    @Setting("Calls a minute from one network address (for IPv6 one /64) that do not prove who makes them.")
    @WithDefault("100")
    int address();

    @Setting("Calls a minute from one network address that try to prove who somebody is, such as sign-in.")
    @WithDefault("20")
    int signIn();

    @Setting("Calls a minute by one member of staff.")
    @WithDefault("1000")
    int user();

    @Setting("Calls a minute with one API key.")
    @WithDefault("1000")
    int apiKey();

    @Setting("Calls a minute by the installations of one license.")
    @WithDefault("1000")
    int license();

    @Setting("Calls a minute of one tenant in all.")
    @WithDefault("60000")
    int tenant();

    @Setting("Exports a minute by one caller.")
    @WithDefault("10")
    int export();
}
