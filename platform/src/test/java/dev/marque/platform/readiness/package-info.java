@NullMarked
package dev.marque.platform.readiness;

import org.jspecify.annotations.NullMarked;
