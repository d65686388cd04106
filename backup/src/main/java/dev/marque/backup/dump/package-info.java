/** All rows of one moment out of a database, and back into another. */
@NullMarked
package dev.marque.backup.dump;

import org.jspecify.annotations.NullMarked;
