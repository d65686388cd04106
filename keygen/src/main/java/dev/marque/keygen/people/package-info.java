/** Users, and who one is. */
@NullMarked
package dev.marque.keygen.people;

import org.jspecify.annotations.NullMarked;
