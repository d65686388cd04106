/** Products over HTTP. */
@NullMarked
package dev.marque.licensing.product.http;

import org.jspecify.annotations.NullMarked;
