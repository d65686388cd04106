/** Block lists and allow lists: from which addresses and countries, and on which machines, licenses may be used. */
@NullMarked
package dev.marque.licensing.access;

import org.jspecify.annotations.NullMarked;
