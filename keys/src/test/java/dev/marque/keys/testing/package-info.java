/** What the tests share. */
@NullMarked
package dev.marque.keys.testing;

import org.jspecify.annotations.NullMarked;
