@NullMarked
package dev.marque.platform.secrets;

import org.jspecify.annotations.NullMarked;
