/** Replaces the master key while the system runs. */
@NullMarked
package dev.marque.platform.secrets.rotation;

import org.jspecify.annotations.NullMarked;
