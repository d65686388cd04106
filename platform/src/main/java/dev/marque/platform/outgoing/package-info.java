/** Calls to addresses that tenants choose: they must not reach what only Marque's machine can reach. */
@NullMarked
package dev.marque.platform.outgoing;

import org.jspecify.annotations.NullMarked;
