@NullMarked
package dev.marque.kernel.id;

import org.jspecify.annotations.NullMarked;
