package dev.marque.app.hostile;

/**
 * A body that no operation may accept.
 *
 * @param name what is wrong with it
 */
record HostileBody(String name, byte[] bytes, String mediaType) {}
