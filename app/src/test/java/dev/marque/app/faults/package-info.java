/** What must hold while processes die and race: real processes, a real database, real kills. */
@NullMarked
package dev.marque.app.faults;

import org.jspecify.annotations.NullMarked;
