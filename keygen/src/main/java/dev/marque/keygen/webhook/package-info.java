/** Webhooks as Keygen's receivers expect them: endpoints, names of events, documents, signatures. */
@NullMarked
package dev.marque.keygen.webhook;

import org.jspecify.annotations.NullMarked;
