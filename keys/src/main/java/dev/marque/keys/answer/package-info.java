/** Signatures over HTTP answers, so that enforcement relies on nothing unsigned. */
@NullMarked
package dev.marque.keys.answer;

import org.jspecify.annotations.NullMarked;
