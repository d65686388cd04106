package dev.marque.platform.config;

import io.smallrye.config.WithDefault;

/** How validations are answered from memory. */
public interface HotConfiguration {

    @Setting(
            "How much memory this process may use for licenses that are validated, such as `256M`; `0`: none, and every"
                    + " validation reads the database.")
    @WithDefault("128M")
    MemorySize maxMemory();

    @Setting(
            "How validations that are answered from memory are logged: `buffered`, a few milliseconds after the answer,"
                    + " so that a process that is killed loses the last of them; `durable`: the answer waits until its line is"
                    + " committed.")
    @WithDefault("buffered")
    LogMode log();

    /** When a line of the log is committed. */
    enum LogMode {
        BUFFERED,
        DURABLE
    }
}
