@NullMarked
package dev.marque.keys;

import org.jspecify.annotations.NullMarked;
