/**
 * Puts an embedded server back to any moment: copies of its files, and every segment of its write-ahead log since. Both
 * lie in the store, sealed like archives. {@link dev.marque.backup.wal.Catalogue} knows what that makes possible.
 */
@NullMarked
package dev.marque.backup.wal;

import org.jspecify.annotations.NullMarked;
