package dev.marque.platform.config;

import io.smallrye.config.WithDefault;

/** When calls are refused because there are too many of them, whoever sends them. */
public interface OverloadConfiguration {

    @Setting(
            "How many calls may wait for a connection to the database in this process; while as many wait, the next ones get a"
                    + " 429 `overloaded` at once. Each waits about as long as the pool needs for so many transactions.")
    @WithDefault("256")
    int mostWaiting();
}
