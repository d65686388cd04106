/** The life of tenants over HTTP. */
@NullMarked
package dev.marque.platform.tenancy.http;

import org.jspecify.annotations.NullMarked;
