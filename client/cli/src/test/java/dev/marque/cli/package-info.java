/** Tests of the command line. */
@NullMarked
package dev.marque.cli;

import org.jspecify.annotations.NullMarked;
