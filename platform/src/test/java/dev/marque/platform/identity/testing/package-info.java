@NullMarked
package dev.marque.platform.identity.testing;

import org.jspecify.annotations.NullMarked;
