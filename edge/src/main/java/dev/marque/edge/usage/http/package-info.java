/** Where servers at customers tell their hours, and where staff see them. */
@NullMarked
package dev.marque.edge.usage.http;

import org.jspecify.annotations.NullMarked;
