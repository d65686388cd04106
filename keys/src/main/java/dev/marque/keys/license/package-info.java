/** License keys in three formats, and license numbers for people. */
@NullMarked
package dev.marque.keys.license;

import org.jspecify.annotations.NullMarked;
