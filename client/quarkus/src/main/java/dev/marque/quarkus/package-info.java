/** The license of a program in a CDI container, such as Quarkus. */
@NullMarked
package dev.marque.quarkus;

import org.jspecify.annotations.NullMarked;
