/** What installations call with their license key. Every answer is signed; a refusal is an answer. */
@NullMarked
package dev.marque.licensing.installation;

import org.jspecify.annotations.NullMarked;
