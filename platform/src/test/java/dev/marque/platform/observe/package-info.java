@NullMarked
package dev.marque.platform.observe;

import org.jspecify.annotations.NullMarked;
