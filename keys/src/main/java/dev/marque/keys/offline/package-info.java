/** Machines without a network: how long they may go on, and what they and the server tell each other by hand. */
@NullMarked
package dev.marque.keys.offline;

import org.jspecify.annotations.NullMarked;
