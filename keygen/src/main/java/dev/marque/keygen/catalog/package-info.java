/** Products, policies and entitlements. */
@NullMarked
package dev.marque.keygen.catalog;

import org.jspecify.annotations.NullMarked;
