/**
 * Settings that are fine on one's own machine and unsafe where others depend on it: each is a rule with a stable code. A
 * start in the profile {@code production} names all that it finds at once, and refuses.
 */
@NullMarked
package dev.marque.platform.readiness;

import org.jspecify.annotations.NullMarked;
