/** Block lists and allow lists over HTTP. */
@NullMarked
package dev.marque.licensing.access.http;

import org.jspecify.annotations.NullMarked;
