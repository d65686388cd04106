/** Leases over HTTP: signed for installations, plain for staff. */
@NullMarked
package dev.marque.licensing.lease.http;

import org.jspecify.annotations.NullMarked;
