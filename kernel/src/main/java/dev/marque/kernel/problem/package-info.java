@NullMarked
package dev.marque.kernel.problem;

import org.jspecify.annotations.NullMarked;
