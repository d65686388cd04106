/**
 * What validations look at, in memory: read once, dropped when it changes, and never believed for longer than a moment
 * without proof. Everything here is a copy; whoever cannot be answered from it asks the database.
 */
@NullMarked
package dev.marque.licensing.hot;

import org.jspecify.annotations.NullMarked;
