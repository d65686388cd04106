package dev.marque.licensing.validation;

import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.license.License;
import java.time.Instant;

/** What an installation is told, and about which license. */
public record Verdict(Outcome outcome, License license, Instant at) {}
