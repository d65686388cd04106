/** Lets requests pass as the license allows: {@link dev.marque.servlet.LicenseFilter}. */
@NullMarked
package dev.marque.servlet;

import org.jspecify.annotations.NullMarked;
