/** Jobs over HTTP, for operators. */
@NullMarked
package dev.marque.platform.jobs.http;

import org.jspecify.annotations.NullMarked;
