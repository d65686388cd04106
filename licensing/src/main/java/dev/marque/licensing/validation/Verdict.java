package dev.marque.licensing.validation;

import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.List;

/** What an installation is told, about which license, and how its meters stand. */
public record Verdict(Outcome outcome, License license, List<MeterUse> meters, Instant at) {}
