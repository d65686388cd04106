/** Machines, their components and what runs on them. */
@NullMarked
package dev.marque.keygen.machine;

import org.jspecify.annotations.NullMarked;
