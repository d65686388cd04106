/** Tests. */
@NullMarked
package dev.marque.cli.command;

import org.jspecify.annotations.NullMarked;
