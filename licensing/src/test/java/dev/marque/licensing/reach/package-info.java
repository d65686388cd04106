@NullMarked
package dev.marque.licensing.reach;

import org.jspecify.annotations.NullMarked;
