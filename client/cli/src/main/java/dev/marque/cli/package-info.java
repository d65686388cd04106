/** The command {@code marque}: where everything is put together. */
@NullMarked
package dev.marque.cli;

import org.jspecify.annotations.NullMarked;
