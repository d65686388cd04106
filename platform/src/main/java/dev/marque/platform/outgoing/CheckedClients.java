package dev.marque.platform.outgoing;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP clients for addresses that somebody else chose: to allowed addresses only, without following redirects, without a
 * proxy, without cookies, each request on a connection of its own.
 */
public final class CheckedClients {

    private static final int CONNECTIONS = 64;
    private static final int LONGEST_HEADER_LINE = 8192;
    private static final int MOST_HEADERS = 100;

    private CheckedClients() {}

    /**
     * A new client.
     *
     * @param connect how long connecting may take
     * @param silence how long the other side may say nothing
     * @param userAgent what the client calls itself
     */
    public static CloseableHttpClient create(
            CheckedResolver resolver, Duration connect, Duration silence, String userAgent) {
        return HttpClients.custom()
                .setConnectionManager(connections(resolver, Timeout.of(connect), Timeout.of(silence)))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(silence))
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // An answer of a kilobyte that unpacks to gigabytes stays a kilobyte.
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(CheckedResolver resolver, Timeout connect, Timeout silence) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(silence)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .build();
    }
}
