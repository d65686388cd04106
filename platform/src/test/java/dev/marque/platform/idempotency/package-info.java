@NullMarked
package dev.marque.platform.idempotency;

import org.jspecify.annotations.NullMarked;
