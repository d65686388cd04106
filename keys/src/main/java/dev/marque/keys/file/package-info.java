/** License and machine files: the offline form, signed and optionally encrypted. */
@NullMarked
package dev.marque.keys.file;

import org.jspecify.annotations.NullMarked;
