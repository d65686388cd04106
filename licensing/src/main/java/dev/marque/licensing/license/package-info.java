/** Licenses: issued once with a number that no other license has, moved between states, never deleted. */
@NullMarked
package dev.marque.licensing.license;

import org.jspecify.annotations.NullMarked;
