@NullMarked
package dev.marque.backup.dump;

import org.jspecify.annotations.NullMarked;
