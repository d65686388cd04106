/** What is kept on disk between two starts: encrypted, bound to the machine, shared by processes. */
@NullMarked
package dev.marque.sdk.store;

import org.jspecify.annotations.NullMarked;
