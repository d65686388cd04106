/** The command line against the packaged application. */
@NullMarked
package dev.marque.app.cli;

import org.jspecify.annotations.NullMarked;
