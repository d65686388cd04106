/** Running a Marque of one's own: install, update, back up, restore. */
@NullMarked
package dev.marque.cli.host;

import org.jspecify.annotations.NullMarked;
