@NullMarked
package dev.marque.app.http;

import org.jspecify.annotations.NullMarked;
