package dev.marque.cli.profile;

import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The credential of a profile, renewed in time. Several runs at once renew it one after the other. */
final class Wallet {

    /** Renewed so long before it ends, for calls that are under way then. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** A lock on a file is the process's, and keeps its own threads not apart. */
    private static final ReentrantLock WITHIN = new ReentrantLock();

    private final Host host;
    private final SecretStores secrets;

    Wallet(Host host) {
        this.host = host;
        this.secrets = SecretStores.of(host);
    }

    Optional<Credential> read(Profile profile) throws IOException, InterruptedException {
        return secrets.read(profile.account()).flatMap(Credential::read);
    }

    /** Returns where it is kept. */
    String write(Profile profile, Credential credential) throws IOException, InterruptedException {
        secrets.write(profile.account(), credential.write());
        return secrets.description();
    }

    void delete(Profile profile) throws IOException, InterruptedException {
        secrets.delete(profile.account());
    }

    boolean isOver(Credential credential) {
        return credential instanceof Credential.SignIn signIn
                && !host.clock().instant().plus(EARLY).isBefore(signIn.expiresAt());
    }

    /**
     * Another credential for one that is over, or that the server does not take. A refresh token works once, so whoever
     * waited here takes what another run got meanwhile.
     *
     * @throws Failure if the sign-in has ended
     */
    Credential renew(Profile profile, Credential.SignIn old, ApiClient client)
            throws IOException, InterruptedException {
        Path folder = host.settings();
        Files.createDirectories(folder);
        WITHIN.lock();
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            Optional<Credential> now = read(profile);
            if (now.isPresent() && !now.get().bearer().equals(old.bearer()) && !isOver(now.get())) {
                return now.get();
            }
            String refresh = now.orElse(old) instanceof Credential.SignIn signIn ? signIn.refresh() : old.refresh();
            Credential renewed = signIn(refreshed(client, refresh), host.clock().instant());
            write(profile, renewed);
            return renewed;
        } finally {
            WITHIN.unlock();
        }
    }

    private static Map<String, ?> refreshed(ApiClient client, String refresh) throws InterruptedException {
        ApiAnswer answer = client.exchange(ApiRequest.post("/api/v1/auth/refresh", Map.of("refreshToken", refresh)));
        if (answer.status() == 200) {
            return answer.fields();
        }
        if (ExitCode.ofStatus(answer.status()) == ExitCode.NOT_SIGNED_IN) {
            throw new Failure(ExitCode.NOT_SIGNED_IN, "Your sign-in has ended.", "Sign in: marque login");
        }
        throw new Failure(
                ExitCode.ofStatus(answer.status()),
                "The sign-in could not be renewed: status " + answer.status() + ".");
    }

    /** What an answer with tokens holds. */
    static Credential.SignIn signIn(Map<String, ?> tokens, Instant now) {
        if (tokens.get("accessToken") instanceof String access
                && tokens.get("refreshToken") instanceof String refresh
                && tokens.get("expiresInSeconds") instanceof Number seconds) {
            return new Credential.SignIn(access, refresh, now.plusSeconds(seconds.longValue()));
        }
        throw new Failure(ExitCode.OTHER, "The server's answer to the sign-in holds no tokens.");
    }
}
