package dev.marque.backup.store;

import dev.marque.platform.config.S3Configuration;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A server that speaks S3 and checks signatures (version 4); its bucket {@value #BUCKET} is in memory. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "backups";
    private static final String ACCESS_KEY = "AKIAMARQUETEST";
    private static final String SECRET_KEY = "the secret of the test";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    public S3Server() throws Exception {
        this.context = ContextBuilder.newBuilder("transient")
                .overrides(new Properties())
                .build(BlobStoreContext.class);
        bucket().createContainerInLocation(null, BUCKET);
        this.proxy = S3Proxy.builder()
                .blobStore(bucket())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        proxy.start();
    }

    BlobStore bucket() {
        return context.getBlobStore();
    }

    /** How it is reached. */
    public S3Configuration configuration() {
        return configuration(SECRET_KEY);
    }

    S3Configuration configuration(String secretKey) {
        return at(URI.create("http://127.0.0.1:" + proxy.getPort()), secretKey);
    }

    static S3Configuration at(URI endpoint, String secretKey) {
        return new S3Configuration() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public String region() {
                return "eu-central-1";
            }

            @Override
            public Optional<Boolean> pathStyle() {
                return Optional.empty();
            }

            @Override
            public Optional<String> accessKey() {
                return Optional.of(ACCESS_KEY);
            }

            @Override
            public Optional<String> secretKey() {
                return Optional.of(secretKey);
            }
        };
    }

    /** The store in a place of the bucket. */
    public ArchiveStore store(String place) {
        return new S3Store(S3Clients.open(configuration()), S3Address.parse("s3://" + BUCKET + "/" + place));
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
        context.close();
    }
}
