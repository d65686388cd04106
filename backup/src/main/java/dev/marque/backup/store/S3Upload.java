package dev.marque.backup.store;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object, in parts, with the memory of one part. Closing it before it was completed takes back what was sent.
 *
 * <p>S3 takes 10,000 parts of 5 MiB to 5 GiB. They begin with 8 MiB and grow by 8 MiB every 1,000 parts, which makes
 * 440 GiB in all and 80 MiB of memory at the end of such a one.
 */
final class S3Upload extends OutputStream {

    private static final int PART_BYTES = 8 * 1024 * 1024;
    private static final int GROWS_EVERY = 1_000;
    private static final System.Logger LOG = System.getLogger(S3Upload.class.getName());

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[PART_BYTES];
    private int filled;
    private long sizeBytes;
    private @Nullable String upload;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (filled == part.length) {
                sendPart();
            }
            int room = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, room);
            filled += room;
            done += room;
        }
        sizeBytes += length;
    }

    /** Makes the object appear, and returns its size in bytes. */
    long complete() {
        if (upload == null) {
            client.putObject(put -> put.bucket(bucket).key(key), body());
            return sizeBytes;
        }
        sendPart();
        String id = upload;
        client.completeMultipartUpload(
                complete -> complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
        upload = null;
        return sizeBytes;
    }

    private void sendPart() {
        if (upload == null) {
            upload = client.createMultipartUpload(
                            create -> create.bucket(bucket).key(key))
                    .uploadId();
        }
        String id = upload;
        int number = parts.size() + 1;
        String tag = client.uploadPart(
                        send -> send.bucket(bucket).key(key).uploadId(id).partNumber(number), body())
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
        if (number % GROWS_EVERY == 0) {
            part = new byte[PART_BYTES * (1 + number / GROWS_EVERY)];
        }
    }

    private RequestBody body() {
        return RequestBody.fromByteBuffer(java.nio.ByteBuffer.wrap(part, 0, filled));
    }

    @Override
    public void close() {
        if (upload == null) {
            return;
        }
        String id = upload;
        upload = null;
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            LOG.log(System.Logger.Level.WARNING, "Parts of an upload that failed are left in the bucket: " + key, e);
        }
    }
}
