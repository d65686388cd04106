/** Far more callers than can be served, and callers that only take up room. */
@NullMarked
package dev.marque.app.faults.crowd;

import org.jspecify.annotations.NullMarked;
