@NullMarked
package dev.marque.platform.identity;

import org.jspecify.annotations.NullMarked;
