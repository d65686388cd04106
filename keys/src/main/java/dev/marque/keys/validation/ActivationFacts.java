package dev.marque.keys.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.util.UUID;

/** An installation that holds one of the license's activations. */
public record ActivationFacts(UUID id, Fingerprint fingerprint) {}
