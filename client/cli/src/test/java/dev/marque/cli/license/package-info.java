/** Tests. */
@NullMarked
package dev.marque.cli.license;

import org.jspecify.annotations.NullMarked;
