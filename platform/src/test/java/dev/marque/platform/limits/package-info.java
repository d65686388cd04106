@NullMarked
package dev.marque.platform.limits;

import org.jspecify.annotations.NullMarked;
