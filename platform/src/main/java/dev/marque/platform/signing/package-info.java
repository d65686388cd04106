@NullMarked
package dev.marque.platform.signing;

import org.jspecify.annotations.NullMarked;
