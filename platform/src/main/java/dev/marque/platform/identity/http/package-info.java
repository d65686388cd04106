@NullMarked
package dev.marque.platform.identity.http;

import org.jspecify.annotations.NullMarked;
