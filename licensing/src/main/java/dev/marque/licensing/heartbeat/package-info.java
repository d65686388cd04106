/** Signs of life of installations, and what the server tells them in return. */
@NullMarked
package dev.marque.licensing.heartbeat;

import org.jspecify.annotations.NullMarked;
