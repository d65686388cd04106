@NullMarked
package dev.marque.platform.identity.post;

import org.jspecify.annotations.NullMarked;
