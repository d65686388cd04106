@NullMarked
package dev.marque.app.architecture;

import org.jspecify.annotations.NullMarked;
