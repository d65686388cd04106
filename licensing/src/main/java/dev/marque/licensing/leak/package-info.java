/** License keys that seem to have got around: told to staff as suspicions, never held against an installation. */
@NullMarked
package dev.marque.licensing.leak;

import org.jspecify.annotations.NullMarked;
