package dev.marque.sdk;

/** What a status rests on. */
public enum Basis {
    /** The server answered when it was last asked. */
    SERVER,
    /** The server is out of reach; its last answer counts. */
    LAST_ANSWER,
    /** A license or machine file; no server is asked, or none has answered yet. */
    FILE,
    /** Nothing: neither server nor file has said anything that can be believed. */
    NOTHING
}
