/** Manual pages, completion and the reference page. */
@NullMarked
package dev.marque.cli.docs;

import org.jspecify.annotations.NullMarked;
