/** What a protected program embeds: activation, validation, offline life, seats and usage. */
module dev.marque.sdk {
    requires dev.marque.kernel;
    requires transitive dev.marque.keys;
    requires java.net.http;
    requires static com.github.oshi;
    requires static org.jspecify;

    exports dev.marque.sdk;
    exports dev.marque.sdk.machine;
}
