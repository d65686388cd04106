@NullMarked
package dev.marque.platform.identity.secondfactor;

import org.jspecify.annotations.NullMarked;
