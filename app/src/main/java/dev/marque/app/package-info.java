@NullMarked
package dev.marque.app;

import org.jspecify.annotations.NullMarked;
