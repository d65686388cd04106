/** A Spring Boot application that is protected: small on purpose, to be read and copied. */
@NullMarked
package dev.marque.examples.spring;

import org.jspecify.annotations.NullMarked;
