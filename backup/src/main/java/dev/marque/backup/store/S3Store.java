package dev.marque.backup.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A place in a bucket. An object appears when its upload is completed, so a broken one is never seen. */
final class S3Store implements ArchiveStore {

    private final S3Client client;
    private final S3Address address;

    S3Store(S3Client client, S3Address address) {
        this.client = client;
        this.address = address;
    }

    /** The store within this one of that name; {@link #list} of this one does not show it. */
    @Override
    public ArchiveStore within(String part) {
        return new S3Store(client, address.within(part));
    }

    @Override
    public long write(String name, Content content) throws IOException {
        try (S3Upload upload = new S3Upload(client, address.bucket(), address.key(name))) {
            content.writeTo(upload);
            return upload.complete();
        } catch (SdkException e) {
            throw failed("write " + name, e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return new Whole(
                    client.getObject(get -> get.bucket(address.bucket()).key(address.key(name))));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(name);
        } catch (SdkException e) {
            throw failed("read " + name, e);
        }
    }

    @Override
    public List<StoredFile> list() throws IOException {
        List<StoredFile> found = new ArrayList<>();
        try {
            for (S3Object object : client.listObjectsV2Paginator(list -> list.bucket(address.bucket())
                            .prefix(address.prefix())
                            .delimiter("/"))
                    .contents()) {
                String name = object.key().substring(address.prefix().length());
                if (!name.isEmpty()) {
                    found.add(new StoredFile(name, object.size()));
                }
            }
        } catch (SdkException e) {
            throw failed("list", e);
        }
        found.sort(Comparator.comparing(StoredFile::name));
        return found;
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(address.bucket()).key(address.key(name)));
        } catch (SdkException e) {
            throw failed("delete " + name, e);
        }
    }

    @Override
    public String description() {
        return address.toString();
    }

    private IOException failed(String what, SdkException cause) {
        return new IOException(address + " could not " + what + ": " + cause.getMessage(), cause);
    }

    /** Notices a connection that ended early, which would look like the end of the object. */
    private static final class Whole extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> object;
        private long left;

        Whole(ResponseInputStream<GetObjectResponse> object) {
            super(object);
            this.object = object;
            this.left = object.response().contentLength();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count < 0 && left > 0) {
                throw new IOException("The connection to the store broke off " + left + " bytes before the end.");
            }
            left -= Math.max(count, 0);
            return count;
        }

        /** Without reading the rest of a large object that nobody wants. */
        @Override
        public void close() throws IOException {
            if (left > 0) {
                object.abort();
            }
            super.close();
        }
    }
}
