package dev.marque.licensing.file;

import java.time.Instant;

/** A license file. */
public record CheckedOut(String certificate, Instant issuedAt, Instant expiresAt) {}
