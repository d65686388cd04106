package dev.marque.cli.command;

import java.util.List;

/** Options that every command has. */
public final class Globals {

    public static final String SERVER = "--server";
    public static final String PROFILE = "--profile";
    public static final String ENVIRONMENT = "--environment";
    public static final String OUTPUT = "--output";
    public static final String COLUMNS = "--columns";
    public static final String QUIET = "--quiet";
    public static final String CACERT = "--cacert";
    public static final String TIMEOUT = "--timeout";

    static final List<Option> ALL = List.of(
            Option.of(OUTPUT, "FORMAT", "table for people (default), or json, yaml or csv for programs.")
                    .among(List.of("table", "json", "yaml", "csv"))
                    .alias("-o"),
            Option.on(QUIET, "Only what was asked for: ids in lists, and no remarks.")
                    .alias("-q"),
            Option.of(COLUMNS, "NAME,…", "What tables and CSV show: names as in JSON, such as number,expiresAt."),
            Option.of(SERVER, "URL", "The server; otherwise MARQUE_URL, or what the profile says."),
            Option.of(PROFILE, "NAME", "The profile; otherwise MARQUE_CLI_PROFILE, or the one in use."),
            Option.of(ENVIRONMENT, "CODE", "The environment, such as staging; otherwise production."),
            Option.of(CACERT, "FILE", "Also trust the authorities in this PEM file; otherwise MARQUE_CACERT."),
            Option.of(TIMEOUT, "SECONDS", "How long to wait for an answer (60)."));

    private Globals() {}
}
