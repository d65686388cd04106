/**
 * PostgreSQL: where it runs, how it is migrated, and the only way to it.
 *
 * <p>{@link dev.marque.platform.database.Database} is the way in for everything that reads or writes. It connects as a
 * role that owns nothing and cannot bypass row-level security; the tenant is part of the transaction.
 */
@NullMarked
package dev.marque.platform.database;

import org.jspecify.annotations.NullMarked;
