package dev.marque.cli.resource;

import dev.marque.cli.command.Option;

/** Options that commands of one kind have, whatever they are about. */
final class Common {

    static final Option BODY = Option.of(
            "--body", "JSON|@FILE|-", "The whole input as JSON; options besides count more than what is in it.");
    static final Option LIMIT = Option.of("--limit", "N", "Show so many at most (50).");
    static final Option ALL = Option.on("--all", "Show all there are.");
    static final Option AFTER = Option.of("--after", "CURSOR", "Go on where an earlier list ended.");
    static final Option OUT = Option.of("--out", "FILE", "Write the answer to a file instead of the output.");
    static final Option YES = Option.on("--yes", "Do it without asking.").alias("-y");
    static final Option IDEMPOTENCY_KEY = Option.of(
            "--idempotency-key",
            "KEY",
            "Takes effect once, however often it is sent with this key within a day; otherwise each run has its own.");
    static final Option IF_MATCH = Option.of("--if-match", "ETAG", "Only if nobody changed it since.");
    static final Option LICENSE_KEY =
            Option.of("--license-key", "KEY", "The license key, or a token of the license; otherwise MARQUE_LICENSE.");
    static final Option SALT = Option.of(
            "--salt", "TEXT", "The vendor's salt for the machine's fingerprint; otherwise MARQUE_FINGERPRINT_SALT.");
    static final Option FOLLOW = Option.on("--follow", "Go on with what happens from now on, until Ctrl-C.");
    static final Option COUNT = Option.of("--count", "N", "With --follow: end after so many.");

    private Common() {}
}
