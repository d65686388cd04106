@NullMarked
package dev.marque.app.hostile;

import org.jspecify.annotations.NullMarked;
