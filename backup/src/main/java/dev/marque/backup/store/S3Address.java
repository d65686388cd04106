package dev.marque.backup.store;

import dev.marque.platform.config.ConfigurationProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a bucket: {@code s3://bucket/prefix}.
 *
 * @param prefix empty, or ends with a slash
 */
record S3Address(String bucket, String prefix) {

    static final String SCHEME = "s3://";
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** @throws ConfigurationProblem if it names no bucket */
    static S3Address parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationProblem(
                    "MARQUE_BACKUP_STORE names no bucket: write s3://bucket or s3://bucket/prefix.");
        }
        String path = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("^/+|/+$", "");
        return new S3Address(matcher.group(1), path.isEmpty() ? "" : path + "/");
    }

    /** A place within this one. */
    S3Address within(String part) {
        return new S3Address(bucket, prefix + part + "/");
    }

    String key(String name) {
        return prefix + name;
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }
}
