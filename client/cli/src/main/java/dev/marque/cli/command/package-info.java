/** Commands as data, and how picocli is told of them. */
@NullMarked
package dev.marque.cli.command;

import org.jspecify.annotations.NullMarked;
