/** Activations over HTTP, for staff. */
@NullMarked
package dev.marque.licensing.activation.http;

import org.jspecify.annotations.NullMarked;
