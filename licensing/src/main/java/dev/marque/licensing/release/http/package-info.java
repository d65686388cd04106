/** Versions over HTTP. */
@NullMarked
package dev.marque.licensing.release.http;

import org.jspecify.annotations.NullMarked;
