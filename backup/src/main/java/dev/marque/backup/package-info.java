/**
 * Backups that are known to restore.
 *
 * <p>An archive holds every row of one moment, of all tenants, encrypted under the master key. It is written in one pass
 * with constant memory, appears in the store only when it is whole, and counts as good only after it was restored into a
 * PostgreSQL of its own and every table there had the same rows. Old archives go by a documented rule that never takes
 * the last good one.
 */
@NullMarked
package dev.marque.backup;

import org.jspecify.annotations.NullMarked;
