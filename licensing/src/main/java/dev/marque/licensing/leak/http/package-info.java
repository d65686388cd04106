/** Suspected leaks over HTTP. */
@NullMarked
package dev.marque.licensing.leak.http;

import org.jspecify.annotations.NullMarked;
