/** Checks of this machine and its way to the server. */
@NullMarked
package dev.marque.cli.doctor;

import org.jspecify.annotations.NullMarked;
