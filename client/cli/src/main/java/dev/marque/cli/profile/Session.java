package dev.marque.cli.profile;

import dev.marque.cli.command.Globals;
import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.http.Trust;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The server that a command talks to, and as whom. What the command line says counts before the environment, and that
 * before the profile. A profile's sign-in goes to no other server than the profile's.
 */
public final class Session implements AutoCloseable {

    private static final URI LOCAL = URI.create("http://localhost:8080");
    private static final int LONGEST_SECONDS = 3600;

    private final Wallet wallet;
    private final ApiClient client;
    private final Optional<Profile> profile;
    private final Optional<String> environment;
    private final Optional<String> tenant;
    private Optional<Credential> credential;

    private Session(
            Wallet wallet,
            ApiClient client,
            Optional<Profile> profile,
            Optional<String> environment,
            Optional<String> tenant,
            Optional<Credential> credential) {
        this.wallet = wallet;
        this.client = client;
        this.profile = profile;
        this.environment = environment;
        this.tenant = tenant;
        this.credential = credential;
    }

    public static Session of(Invocation invocation) throws IOException, InterruptedException {
        Host host = invocation.host();
        String name = profileName(invocation);
        Optional<Profile> profile = Profiles.of(host).find(name);
        if (profile.isEmpty() && isChosen(invocation)) {
            throw new Failure(
                    ExitCode.NOT_FOUND, "There is no profile " + name + ".", "marque profiles list shows them.");
        }
        Optional<URI> said = serverSaid(invocation);
        URI server = said.orElseGet(() -> profile.map(Profile::server).orElse(LOCAL));
        Optional<Profile> fitting = profile.filter(known -> known.server().equals(server));
        Wallet wallet = new Wallet(host);
        Optional<Credential> given = host.variable("MARQUE_TOKEN").map(Credential.Key::new);
        Optional<Credential> credential = given.isPresent() || fitting.isEmpty() ? given : wallet.read(fitting.get());
        return new Session(
                wallet,
                client(invocation, server),
                given.isPresent() ? Optional.empty() : fitting,
                invocation.text(Globals.ENVIRONMENT).or(() -> fitting.flatMap(Profile::environment)),
                host.variable("MARQUE_TENANT").or(() -> fitting.flatMap(Profile::tenant)),
                credential);
    }

    /** The name of the profile that is meant, whether or not there is one. */
    public static String profileName(Invocation invocation) throws IOException {
        return invocation
                .text(Globals.PROFILE)
                .or(() -> invocation.host().variable("MARQUE_CLI_PROFILE"))
                .orElse(Profiles.of(invocation.host()).current());
    }

    private static boolean isChosen(Invocation invocation) {
        return invocation.has(Globals.PROFILE)
                || invocation.host().variable("MARQUE_CLI_PROFILE").isPresent();
    }

    /** A client for a server, trusting and waiting as the command line says. */
    public static ApiClient client(Invocation invocation, URI server) {
        Host host = invocation.host();
        Trust trust = invocation
                .text(Globals.CACERT)
                .or(() -> host.variable("MARQUE_CACERT"))
                .map(file -> Trust.with(host.read(file)))
                .orElse(Trust.DEFAULT);
        Duration patience = Duration.ofSeconds(
                invocation.number(Globals.TIMEOUT, 1, LONGEST_SECONDS).orElse(60));
        return new ApiClient(server, trust, patience, host.pause());
    }

    /** The server that the command line or the environment names. */
    public static Optional<URI> serverSaid(Invocation invocation) {
        return invocation
                .text(Globals.SERVER)
                .or(() -> invocation.host().variable("MARQUE_URL"))
                .map(Session::address);
    }

    private static URI address(String text) {
        try {
            String whole = text.contains("://") ? text : "https://" + text;
            URI uri = URI.create(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw Failure.usage("'" + text + "' is no address of a server: https://licenses.example.com");
    }

    public ApiClient client() {
        return client;
    }

    public Optional<Profile> profile() {
        return profile;
    }

    /** The slug of the vendor, if one was said: for what is asked without being signed in. */
    public Optional<String> tenant() {
        return tenant;
    }

    /** Empty if nobody is signed in. */
    public Optional<Credential> credential() {
        return credential;
    }

    /** Calls as whoever is signed in. */
    public ApiAnswer call(ApiRequest request) throws IOException, InterruptedException {
        ApiAnswer answer = client.exchange(signed(request));
        if (answer.status() == 401 && renew()) {
            return client.send(signed(request));
        }
        return answer.status() < 400 ? answer : client.refuse(answer);
    }

    /** As {@link #call}, for answers that are handed on as they come. */
    public ApiClient.Download open(ApiRequest request) throws IOException, InterruptedException {
        return client.open(signed(request));
    }

    /** Calls as an installation: by a license key, or a token of the license. */
    public ApiAnswer callAs(String licenseKey, ApiRequest request) throws InterruptedException {
        String scheme = licenseKey.startsWith("mqt_") ? "Bearer " : "License ";
        return client.send(request.with("Authorization", scheme + licenseKey));
    }

    private ApiRequest signed(ApiRequest request) throws IOException, InterruptedException {
        if (credential.filter(wallet::isOver).isPresent()) {
            renew();
        }
        String bearer = credential
                .map(Credential::bearer)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "Nobody is signed in to " + client.server() + ".",
                        "Sign in: marque login     Or, in scripts: MARQUE_TOKEN=<API key>"));
        ApiRequest signed = request.with("Authorization", "Bearer " + bearer);
        return environment.map(code -> signed.with("Marque-Environment", code)).orElse(signed);
    }

    private boolean renew() throws IOException, InterruptedException {
        if (profile.isPresent() && credential.orElse(null) instanceof Credential.SignIn signIn) {
            credential = Optional.of(wallet.renew(profile.get(), signIn, client));
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        client.close();
    }
}
