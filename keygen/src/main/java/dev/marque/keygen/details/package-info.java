/** What Keygen's clients say about records, and Marque's own API has no field for. */
@NullMarked
package dev.marque.keygen.details;

import org.jspecify.annotations.NullMarked;
