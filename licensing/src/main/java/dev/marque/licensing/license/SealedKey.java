package dev.marque.licensing.license;

/**
 * A license key as it lies in the database.
 *
 * @param hash by which it is looked up
 * @param encrypted from which it is shown again
 */
@SuppressWarnings("ArrayRecordComponent") // Written to a row at once; never compared.
record SealedKey(byte[] hash, byte[] encrypted) {}
