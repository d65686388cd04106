/** Requests made at random from our own OpenAPI document: whatever comes, the server keeps its word. */
@NullMarked
package dev.marque.app.fuzz;

import org.jspecify.annotations.NullMarked;
