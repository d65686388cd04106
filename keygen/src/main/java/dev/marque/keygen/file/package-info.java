/** License and machine files. */
@NullMarked
package dev.marque.keygen.file;

import org.jspecify.annotations.NullMarked;
