@NullMarked
package dev.marque.kernel;

import org.jspecify.annotations.NullMarked;
