package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How a store that speaks S3 is reached. */
public interface S3Configuration {

    @Setting(
            value = "The address of a store that speaks S3 and is not Amazon's: MinIO, Ceph, R2. For example"
                    + " `https://minio.example.com:9000`.",
            otherwise = "Amazon's, in the region")
    Optional<URI> endpoint();

    @Setting("The region of the bucket. Stores without regions take any.")
    @WithDefault("us-east-1")
    String region();

    @Setting(
            value = "Whether the bucket stands in the path of a request instead of in front of the host.",
            otherwise = "`true` with an endpoint, `false` without")
    Optional<Boolean> pathStyle();

    @Setting(
            value = "Who asks.",
            otherwise = "whoever the AWS environment says: its variables, profile, container or machine")
    Optional<String> accessKey();

    @Setting(value = "The secret of that access key.", otherwise = "as for the access key", secret = true)
    Optional<String> secretKey();
}
