/**
 * Tells vendors' own systems what happened: signed (Standard Webhooks), in order for each endpoint, tried again for
 * three days, and never to an address inside. Start at {@link dev.marque.platform.webhook.Webhooks}.
 */
@NullMarked
package dev.marque.platform.webhook;

import org.jspecify.annotations.NullMarked;
