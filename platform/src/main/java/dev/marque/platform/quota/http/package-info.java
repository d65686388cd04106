/** Quotas over HTTP. */
@NullMarked
package dev.marque.platform.quota.http;

import org.jspecify.annotations.NullMarked;
