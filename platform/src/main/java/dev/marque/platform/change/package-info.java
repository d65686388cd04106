@NullMarked
package dev.marque.platform.change;

import org.jspecify.annotations.NullMarked;
