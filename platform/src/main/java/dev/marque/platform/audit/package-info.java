/**
 * The audit trail: who did what to which record, from where. It can be searched and exported here; that nobody altered
 * it is shown by {@link dev.marque.platform.audit.chain}. Rows are written by {@code ChangeLog} and by nobody else.
 */
@NullMarked
package dev.marque.platform.audit;

import org.jspecify.annotations.NullMarked;
