@NullMarked
package dev.marque.platform.idempotency.http;

import org.jspecify.annotations.NullMarked;
