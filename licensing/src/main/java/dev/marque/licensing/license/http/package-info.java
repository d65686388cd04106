/** Licenses over HTTP. */
@NullMarked
package dev.marque.licensing.license.http;

import org.jspecify.annotations.NullMarked;
