/** A vendor's server in the test's JVM, and the clock. */
@NullMarked
package dev.marque.sdk.testing;

import org.jspecify.annotations.NullMarked;
