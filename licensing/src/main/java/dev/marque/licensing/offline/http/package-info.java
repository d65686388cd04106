/** What people and installations bring to the server for machines without a network. */
@NullMarked
package dev.marque.licensing.offline.http;

import org.jspecify.annotations.NullMarked;
