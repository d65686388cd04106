/** Tests. */
@NullMarked
package dev.marque.cli.output;

import org.jspecify.annotations.NullMarked;
