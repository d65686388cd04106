/** Tokens of licenses over HTTP, for staff. */
@NullMarked
package dev.marque.licensing.token.http;

import org.jspecify.annotations.NullMarked;
