/** What a machine looks like, and when two looks are the same machine. */
@NullMarked
package dev.marque.keys.fingerprint;

import org.jspecify.annotations.NullMarked;
