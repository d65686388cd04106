@NullMarked
package dev.marque.keygen.route;

import org.jspecify.annotations.NullMarked;
