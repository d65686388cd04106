@NullMarked
package dev.marque.kernel.page;

import org.jspecify.annotations.NullMarked;
