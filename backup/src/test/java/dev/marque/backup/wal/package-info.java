@NullMarked
package dev.marque.backup.wal;

import org.jspecify.annotations.NullMarked;
