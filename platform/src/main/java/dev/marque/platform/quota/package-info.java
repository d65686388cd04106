/** How much a tenant may have, kept exactly when several create at once. */
@NullMarked
package dev.marque.platform.quota;

import org.jspecify.annotations.NullMarked;
