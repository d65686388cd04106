/** What is known of the license, and what follows from it at a moment: pure. */
@NullMarked
package dev.marque.sdk.state;

import org.jspecify.annotations.NullMarked;
