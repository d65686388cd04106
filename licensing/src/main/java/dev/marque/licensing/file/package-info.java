/** Licenses as signed files, for machines that cannot ask. */
@NullMarked
package dev.marque.licensing.file;

import org.jspecify.annotations.NullMarked;
