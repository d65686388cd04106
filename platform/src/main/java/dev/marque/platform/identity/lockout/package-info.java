@NullMarked
package dev.marque.platform.identity.lockout;

import org.jspecify.annotations.NullMarked;
