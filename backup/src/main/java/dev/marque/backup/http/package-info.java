/** Backups over HTTP. */
@NullMarked
package dev.marque.backup.http;

import org.jspecify.annotations.NullMarked;
