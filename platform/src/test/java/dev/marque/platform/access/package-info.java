@NullMarked
package dev.marque.platform.access;

import org.jspecify.annotations.NullMarked;
