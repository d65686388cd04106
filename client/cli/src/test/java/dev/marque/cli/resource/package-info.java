/** Tests. */
@NullMarked
package dev.marque.cli.resource;

import org.jspecify.annotations.NullMarked;
