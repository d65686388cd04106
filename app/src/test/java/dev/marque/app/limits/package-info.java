@NullMarked
package dev.marque.app.limits;

import org.jspecify.annotations.NullMarked;
