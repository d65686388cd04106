/** A program in a CDI container that is protected: small on purpose, to be read and copied. */
@NullMarked
package dev.marque.examples.cdi;

import org.jspecify.annotations.NullMarked;
