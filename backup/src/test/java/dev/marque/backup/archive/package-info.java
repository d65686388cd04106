@NullMarked
package dev.marque.backup.archive;

import org.jspecify.annotations.NullMarked;
