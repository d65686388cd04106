/** Whether a license may be used now, here, for this: pure rules, no clock, no database. */
@NullMarked
package dev.marque.keys.validation;

import org.jspecify.annotations.NullMarked;
