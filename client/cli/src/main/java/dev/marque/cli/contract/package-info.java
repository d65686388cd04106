/** The public API as the command line knows it, derived from the reviewed OpenAPI document. */
@NullMarked
package dev.marque.cli.contract;

import org.jspecify.annotations.NullMarked;
