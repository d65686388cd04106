@NullMarked
package dev.marque.platform.identity.signin;

import org.jspecify.annotations.NullMarked;
