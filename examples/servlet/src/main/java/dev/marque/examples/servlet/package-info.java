/** A web application that is protected by a filter: small on purpose, to be read and copied. */
@NullMarked
package dev.marque.examples.servlet;

import org.jspecify.annotations.NullMarked;
