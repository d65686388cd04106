/** Settings over HTTP. */
@NullMarked
package dev.marque.platform.settings.http;

import org.jspecify.annotations.NullMarked;
