/** Templates of licenses. A policy's terms are copied into a license at issue: editing a policy changes no license. */
@NullMarked
package dev.marque.licensing.policy;

import org.jspecify.annotations.NullMarked;
