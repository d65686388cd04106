/** Asking the server, and believing only what is signed. */
@NullMarked
package dev.marque.sdk.http;

import org.jspecify.annotations.NullMarked;
