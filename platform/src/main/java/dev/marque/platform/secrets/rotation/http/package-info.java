/** The master key over HTTP: how far its replacement is. */
@NullMarked
package dev.marque.platform.secrets.rotation.http;

import org.jspecify.annotations.NullMarked;
