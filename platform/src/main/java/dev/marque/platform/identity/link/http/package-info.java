@NullMarked
package dev.marque.platform.identity.link.http;

import org.jspecify.annotations.NullMarked;
