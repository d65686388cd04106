@NullMarked
package dev.marque.keygen.wire;

import org.jspecify.annotations.NullMarked;
