/** Who may do what on which records, as data: roles that tenants make, teams and partners, and who is in them. */
@NullMarked
package dev.marque.platform.access;

import org.jspecify.annotations.NullMarked;
