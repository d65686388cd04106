/** Work that happens later or again and again, kept in the database so that it survives the process. */
@NullMarked
package dev.marque.platform.jobs;

import org.jspecify.annotations.NullMarked;
