/** License files over HTTP, for staff. */
@NullMarked
package dev.marque.licensing.file.http;

import org.jspecify.annotations.NullMarked;
