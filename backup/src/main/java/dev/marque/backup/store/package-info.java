/** Where archives are kept: a folder or an S3-compatible store. */
@NullMarked
package dev.marque.backup.store;

import org.jspecify.annotations.NullMarked;
