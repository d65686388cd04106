/** What operators rely on: backups that restore, starts that refuse, stops that lose nothing. Real processes. */
@NullMarked
package dev.marque.app.operation;

import org.jspecify.annotations.NullMarked;
