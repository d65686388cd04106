package dev.marque.backup.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder. What is being written has a name that begins with a dot; it is renamed when it has reached the disk. */
public final class FolderStore implements ArchiveStore {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final Path folder;

    /** @param folder is made when the first file is written */
    public FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public long write(String name, Content content) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = folder.resolve("." + name + ".part");
        try {
            long size;
            try (FileChannel channel = FileChannel.open(
                    part, FRESH, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
                size = channel.size();
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
            return size;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The new name, too, has to reach the disk. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public List<StoredFile> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> whole = files.filter(
                            file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
            List<StoredFile> found = new ArrayList<>();
            for (Path file : whole) {
                found.add(new StoredFile(file.getFileName().toString(), Files.size(file)));
            }
            return found;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public ArchiveStore within(String part) {
        return new FolderStore(folder.resolve(part));
    }

    @Override
    public String description() {
        return folder.toString();
    }
}
