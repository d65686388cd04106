package dev.marque.cli.resource;

import dev.marque.cli.command.Globals;
import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.output.Progress;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Answers that go into files. A file appears when all of it is there. */
record Downloads(Invocation invocation) {

    ExitCode save(Session session, ApiRequest request) throws IOException, InterruptedException {
        Optional<String> file = invocation.text(Common.OUT.name());
        if (file.isEmpty()
                && invocation.host().terminal().interactive()
                && request.target().contains("/export")
                && !request.target().contains(".csv")
                && !request.target().contains(".ndjson")) {
            throw Failure.usage("This is a ZIP file, which a terminal cannot show.", "Say where it goes: --out FILE");
        }
        try (ApiClient.Download download = session.open(request);
                Progress progress = progress(download, file.isPresent())) {
            if (file.isEmpty()) {
                copy(download.content(), invocation.host().out(), progress);
                invocation.host().out().flush();
            } else {
                into(file.get(), out -> copy(download.content(), out, progress));
            }
        }
        return ExitCode.OK;
    }

    /** Writes a text to a file. */
    void write(String file, String content) throws IOException {
        into(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private void into(String name, Writing writing) throws IOException {
        Path file = invocation.host().path(name);
        Path folder = file.getParent();
        Path begun = Files.createTempFile(folder, ".marque-", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(begun)) {
                writing.to(out);
            }
            Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(begun);
        }
        if (!invocation.on(Globals.QUIET)) {
            invocation.host().err().println("Written to " + file);
        }
    }

    private Progress progress(ApiClient.Download download, boolean toFile) {
        boolean shown = toFile && invocation.host().terminal().interactive() && !invocation.on(Globals.QUIET);
        return new Progress(
                invocation.host().err(),
                shown,
                "Downloading",
                download.length().orElse(0),
                invocation.host().clock());
    }

    private static void copy(InputStream in, OutputStream out, Progress progress) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            progress.add(read);
        }
    }
}
