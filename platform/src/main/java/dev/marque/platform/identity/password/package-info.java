@NullMarked
package dev.marque.platform.identity.password;

import org.jspecify.annotations.NullMarked;
