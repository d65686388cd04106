@NullMarked
package dev.marque.backup;

import org.jspecify.annotations.NullMarked;
