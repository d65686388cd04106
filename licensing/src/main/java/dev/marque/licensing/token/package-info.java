/** Tokens of licenses: what installations may present instead of the license key, each ended by itself. */
@NullMarked
package dev.marque.licensing.token;

import org.jspecify.annotations.NullMarked;
