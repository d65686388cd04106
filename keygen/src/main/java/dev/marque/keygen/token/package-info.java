/** Tokens: API keys of the staff, and tokens of licenses. */
@NullMarked
package dev.marque.keygen.token;

import org.jspecify.annotations.NullMarked;
