/** The outermost boundary of all data: a vendor using Marque. */
@NullMarked
package dev.marque.platform.tenant;

import org.jspecify.annotations.NullMarked;
