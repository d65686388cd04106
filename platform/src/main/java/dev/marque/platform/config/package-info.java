/**
 * What an operator may set, as typed and documented interfaces.
 *
 * <p>Every setting comes from an environment variable; every {@code MARQUE_…} and {@code DATABASE_URL} also from the
 * file that {@code <NAME>_FILE} points at. {@code docs/configuration.md} is rendered from these interfaces.
 */
@NullMarked
package dev.marque.platform.config;

import org.jspecify.annotations.NullMarked;
