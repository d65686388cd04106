@NullMarked
package dev.marque.platform.identity.invitation;

import org.jspecify.annotations.NullMarked;
