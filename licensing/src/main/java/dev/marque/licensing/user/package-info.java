/** The named users of a license: never more than its seats, and no seat passed on before it has cooled off. */
@NullMarked
package dev.marque.licensing.user;

import org.jspecify.annotations.NullMarked;
