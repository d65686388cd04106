/** Validations beside what a server costs that does nothing but read, look up and sign. */
@NullMarked
package dev.marque.bench.validate;

import org.jspecify.annotations.NullMarked;
