package dev.marque.platform.http;

/** Tells the network address of the client of the current request. The HTTP server knows; rooms only ask. */
@FunctionalInterface
public interface RemoteAddress {

    /** Without the port. */
    String current();
}
