package dev.marque.cli.http;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are believed: those whom the Java runtime believes, and those of further authorities.
 *
 * @param context empty for the runtime's own
 */
public record Trust(Optional<SSLContext> context) {

    public static final Trust DEFAULT = new Trust(Optional.empty());

    /**
     * With the certificates of a PEM file besides.
     *
     * @throws Failure if there is none in it
     */
    public static Trust with(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : known()) {
                store.setCertificateEntry("known " + store.size(), authority);
            }
            Collection<? extends Certificate> further = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (further.isEmpty()) {
                throw new Failure(ExitCode.USAGE, "The file of --cacert holds no certificate.");
            }
            for (Certificate authority : further) {
                store.setCertificateEntry("further " + store.size(), authority);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return new Trust(Optional.of(context));
        } catch (GeneralSecurityException | IOException e) {
            throw new Failure(ExitCode.USAGE, "The file of --cacert cannot be read: " + e.getMessage());
        }
    }

    private static Collection<X509Certificate> known() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
