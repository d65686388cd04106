/** Policies over HTTP. */
@NullMarked
package dev.marque.licensing.policy.http;

import org.jspecify.annotations.NullMarked;
