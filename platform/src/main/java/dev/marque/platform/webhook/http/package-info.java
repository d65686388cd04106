/** Webhooks and their deliveries over HTTP. */
@NullMarked
package dev.marque.platform.webhook.http;

import org.jspecify.annotations.NullMarked;
