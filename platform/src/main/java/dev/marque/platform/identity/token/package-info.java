@NullMarked
package dev.marque.platform.identity.token;

import org.jspecify.annotations.NullMarked;
