/** Plausible data for trying Marque out, written through its public API only. */
@NullMarked
package dev.marque.examples.demo;

import org.jspecify.annotations.NullMarked;
