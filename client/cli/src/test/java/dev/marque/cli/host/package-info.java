/** Tests. */
@NullMarked
package dev.marque.cli.host;

import org.jspecify.annotations.NullMarked;
