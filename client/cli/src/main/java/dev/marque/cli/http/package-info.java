/** Calls of the API, and what their answers mean. */
@NullMarked
package dev.marque.cli.http;

import org.jspecify.annotations.NullMarked;
