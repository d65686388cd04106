/** A terminal notepad that is protected by Marque: small on purpose, to be read and copied. */
@NullMarked
package dev.marque.examples.notepad;

import org.jspecify.annotations.NullMarked;
