/**
 * Shows that nobody altered, removed, added or reordered rows of the audit trail after they were written.
 *
 * <p>A {@link dev.marque.platform.audit.chain.Sealer} follows the writers and chains the rows by their hashes. Check-points
 * sign the chain from time to time, so that whoever can write to the database, but not sign, cannot build another one.
 * {@link dev.marque.platform.audit.chain.Verifier} walks it all and names what does not fit.
 */
@NullMarked
package dev.marque.platform.audit.chain;

import org.jspecify.annotations.NullMarked;
