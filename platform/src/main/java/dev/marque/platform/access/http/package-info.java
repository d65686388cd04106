/** Roles, teams and partners over HTTP. */
@NullMarked
package dev.marque.platform.access.http;

import org.jspecify.annotations.NullMarked;
