@NullMarked
package dev.marque.keygen.release;

import org.jspecify.annotations.NullMarked;
