@NullMarked
package dev.marque.app.wiring;

import org.jspecify.annotations.NullMarked;
