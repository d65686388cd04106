/**
 * What operators see from outside: figures and traces. Both are facts that are told, not dependencies of a rule, so they
 * are reached like a logger, without being passed in; nothing may be decided by them.
 */
@NullMarked
package dev.marque.platform.observe;

import org.jspecify.annotations.NullMarked;
