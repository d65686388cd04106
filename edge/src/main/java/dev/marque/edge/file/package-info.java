/** What the vendor's files say, and whether they may be believed. */
@NullMarked
package dev.marque.edge.file;

import org.jspecify.annotations.NullMarked;
