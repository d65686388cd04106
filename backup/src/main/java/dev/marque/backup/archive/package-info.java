/** The form of an archive: a ZIP within an authenticated, encrypted stream. */
@NullMarked
package dev.marque.backup.archive;

import org.jspecify.annotations.NullMarked;
