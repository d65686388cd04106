/** What is sold. A product's code is in the number of each of its licenses, so it never changes. */
@NullMarked
package dev.marque.licensing.product;

import org.jspecify.annotations.NullMarked;
