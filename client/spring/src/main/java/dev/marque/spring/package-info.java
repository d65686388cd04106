/** The license of a Spring Boot application. */
@NullMarked
package dev.marque.spring;

import org.jspecify.annotations.NullMarked;
