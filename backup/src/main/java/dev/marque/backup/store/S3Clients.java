package dev.marque.backup.store;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.S3Configuration;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients as configured. Each lives as long as the process. */
final class S3Clients {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    private S3Clients() {}

    static S3Client open(S3Configuration configuration) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(configuration.region()))
                .credentialsProvider(credentials(configuration))
                .forcePathStyle(configuration
                        .pathStyle()
                        .orElse(configuration.endpoint().isPresent()))
                // Archives prove themselves; other makers' stores refuse the checksums that Amazon added later.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_LIMIT)
                        .socketTimeout(SILENCE_LIMIT));
        configuration.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Configuration configuration) {
        if (configuration.accessKey().isPresent() != configuration.secretKey().isPresent()) {
            throw new ConfigurationProblem(
                    "MARQUE_BACKUP_S3_ACCESS_KEY and MARQUE_BACKUP_S3_SECRET_KEY (or MARQUE_BACKUP_S3_SECRET_KEY_FILE) go"
                            + " together: set both, or neither.");
        }
        return configuration
                .accessKey()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        key, configuration.secretKey().orElseThrow())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
