/** Tests. */
@NullMarked
package dev.marque.cli.doctor;

import org.jspecify.annotations.NullMarked;
