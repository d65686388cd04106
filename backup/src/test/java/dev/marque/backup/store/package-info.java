@NullMarked
package dev.marque.backup.store;

import org.jspecify.annotations.NullMarked;
