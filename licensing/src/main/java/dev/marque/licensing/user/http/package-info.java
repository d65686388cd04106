/** Named users over HTTP: for staff, and for people who help themselves. */
@NullMarked
package dev.marque.licensing.user.http;

import org.jspecify.annotations.NullMarked;
