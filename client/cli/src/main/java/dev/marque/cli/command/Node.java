package dev.marque.cli.command;

/** A command, or a group of them. */
public sealed interface Node permits Branch, Leaf {

    /** What is typed. */
    String name();

    /** One line about it. */
    String summary();
}
