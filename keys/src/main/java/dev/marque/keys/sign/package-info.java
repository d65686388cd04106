/** Keys, signatures and signed tokens, with the provider chosen by measurement. */
@NullMarked
package dev.marque.keys.sign;

import org.jspecify.annotations.NullMarked;
