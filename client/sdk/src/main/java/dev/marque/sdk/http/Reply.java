package dev.marque.sdk.http;

import java.time.Instant;

/**
 * What the vendor's server answered to our question, just now.
 *
 * @param signedAt what its clock says
 */
public record Reply(SignedAnswer answer, Fields fields, Instant signedAt) {}
