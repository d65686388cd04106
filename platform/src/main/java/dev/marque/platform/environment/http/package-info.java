/** Environments over HTTP. */
@NullMarked
package dev.marque.platform.environment.http;

import org.jspecify.annotations.NullMarked;
