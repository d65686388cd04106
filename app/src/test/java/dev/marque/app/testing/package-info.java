@NullMarked
package dev.marque.app.testing;

import org.jspecify.annotations.NullMarked;
