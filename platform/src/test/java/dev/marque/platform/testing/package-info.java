@NullMarked
package dev.marque.platform.testing;

import org.jspecify.annotations.NullMarked;
