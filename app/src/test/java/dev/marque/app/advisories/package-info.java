/** Whether what Marque ships is known to be vulnerable: against known fixes in every build, against OSV on demand. */
@NullMarked
package dev.marque.app.advisories;

import org.jspecify.annotations.NullMarked;
