/** Tests. */
@NullMarked
package dev.marque.cli.profile;

import org.jspecify.annotations.NullMarked;
