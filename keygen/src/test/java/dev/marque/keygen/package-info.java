@NullMarked
package dev.marque.keygen;

import org.jspecify.annotations.NullMarked;
