@NullMarked
package dev.marque.keygen.license;

import org.jspecify.annotations.NullMarked;
