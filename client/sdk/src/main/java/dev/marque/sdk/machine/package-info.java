/** What a machine looks like, in containers and out of them. */
@NullMarked
package dev.marque.sdk.machine;

import org.jspecify.annotations.NullMarked;
