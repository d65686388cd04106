@NullMarked
package dev.marque.keygen.webhook;

import org.jspecify.annotations.NullMarked;
