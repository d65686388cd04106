/** Dead letters over HTTP. */
@NullMarked
package dev.marque.platform.outbox.http;

import org.jspecify.annotations.NullMarked;
