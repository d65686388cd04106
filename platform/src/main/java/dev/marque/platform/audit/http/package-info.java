@NullMarked
package dev.marque.platform.audit.http;

import org.jspecify.annotations.NullMarked;
