@NullMarked
package dev.marque.platform;

import org.jspecify.annotations.NullMarked;
