/** Servers and sign-ins that are remembered. */
@NullMarked
package dev.marque.cli.profile;

import org.jspecify.annotations.NullMarked;
