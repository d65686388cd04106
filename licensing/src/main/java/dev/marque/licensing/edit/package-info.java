/** Editing what somebody else may be editing: nobody overwrites a version that they have not seen. */
@NullMarked
package dev.marque.licensing.edit;

import org.jspecify.annotations.NullMarked;
