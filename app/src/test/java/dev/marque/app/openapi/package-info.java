@NullMarked
package dev.marque.app.openapi;

import org.jspecify.annotations.NullMarked;
