/** Meters over HTTP: signed answers for installations, plain ones for staff. */
@NullMarked
package dev.marque.licensing.meter.http;

import org.jspecify.annotations.NullMarked;
