/** A server at a customer that gives the seats of one floating license, with no more rights than its license file. */
@NullMarked
package dev.marque.edge;

import org.jspecify.annotations.NullMarked;
