@NullMarked
package dev.marque.licensing;

import org.jspecify.annotations.NullMarked;
