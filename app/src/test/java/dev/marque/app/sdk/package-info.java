/** The Java SDK against the real server. */
@NullMarked
package dev.marque.app.sdk;

import org.jspecify.annotations.NullMarked;
