/** What runs first, on any Java since 11: it says what is missing before something fails. */
@NullMarked
package dev.marque.cli.start;

import org.jspecify.annotations.NullMarked;
