/** Which machines use a license. A license never has more active machines than it allows, however many race. */
@NullMarked
package dev.marque.licensing.activation;

import org.jspecify.annotations.NullMarked;
