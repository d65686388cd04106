/** Tests. */
@NullMarked
package dev.marque.cli.docs;

import org.jspecify.annotations.NullMarked;
