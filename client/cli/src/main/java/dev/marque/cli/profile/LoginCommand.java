package dev.marque.cli.profile;

import dev.marque.cli.command.Globals;
import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code marque login}. */
public final class LoginCommand {

    private static final String EMAIL = "--email";
    private static final String CODE = "--code";
    private static final String API_KEY = "--api-key";
    private static final String TENANT = "--tenant";
    private static final String PASSWORD_STDIN = "--password-stdin";

    private LoginCommand() {}

    public static Leaf leaf() {
        return Leaf.of("login", "Sign in, and be remembered under a profile.", LoginCommand::run)
                .saying(
                        "With e-mail address and password, and a code if there is a second factor; or with an API key."
                                + " What is not said is asked for on a terminal.",
                        "The sign-in is kept in the system's keyring, or in a file that only you read. It renews itself"
                                + " until marque logout.")
                .with(Option.of(EMAIL, "ADDRESS", "Who signs in."))
                .with(Option.on(PASSWORD_STDIN, "Read the password from the input instead of asking."))
                .with(Option.of(CODE, "CODE", "Of the authenticator app, or a recovery code."))
                .with(Option.of(TENANT, "SLUG", "The vendor, on a server with several."))
                .with(Option.maybe(API_KEY, "KEY|@FILE|-", "An API key instead; without a value it is asked for."));
    }

    private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        Host host = invocation.host();
        Output output = Output.of(invocation);
        Profiles profiles = Profiles.of(host);
        String name = Session.profileName(invocation);
        URI server = Session.serverSaid(invocation)
                .or(() -> profiles.find(name).map(Profile::server))
                .orElse(URI.create("http://localhost:8080"));
        warnOfPlainHttp(server, host);
        try (ApiClient client = Session.client(invocation, server)) {
            Credential credential =
                    invocation.has(API_KEY) ? new Credential.Key(apiKey(invocation)) : withPassword(invocation, client);
            ApiAnswer me = client.exchange(
                    ApiRequest.get("/api/v1/me").with("Authorization", "Bearer " + credential.bearer()));
            boolean incomplete = me.status() == 403 && credential instanceof Credential.SignIn;
            if (me.status() >= 400 && !incomplete) {
                client.refuse(me);
            }
            Optional<String> who = incomplete
                    ? invocation.text(EMAIL)
                    : Optional.ofNullable(me.fields().get("name")).map(String::valueOf);
            Optional<String> tenant = invocation
                    .text(TENANT)
                    .or(() -> Optional.ofNullable(me.fields().get("tenant")).map(String::valueOf));
            Profile profile = new Profile(name, server, who, tenant, invocation.text(Globals.ENVIRONMENT));
            String place = new Wallet(host).write(profile, credential);
            profiles.put(profile);
            output.remark(
                    "Signed in to " + server + who.map(text -> " as " + text).orElse("") + "; kept in " + place + ".");
            if (incomplete) {
                output.remark("A second factor has to be set up first: marque me enrol-second-factor");
            }
        }
        return ExitCode.OK;
    }

    private static void warnOfPlainHttp(URI server, Host host) {
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(server.getHost());
        if ("http".equals(server.getScheme()) && !here) {
            host.err().println("Warning: " + server + " is not encrypted; whoever is on the way reads along.");
        }
    }

    private static String apiKey(Invocation invocation) {
        Host host = invocation.host();
        String said = invocation.text(API_KEY).orElse("");
        String key = said.isEmpty()
                ? host.terminal().secret("API key: ").orElse("")
                : said.equals("-") ? host.read("-") : said.startsWith("@") ? host.read(said.substring(1)) : said;
        if (key.isBlank()) {
            throw Failure.usage("Say the key: --api-key KEY, or --api-key - to read it from the input.");
        }
        return key.strip();
    }

    private static Credential withPassword(Invocation invocation, ApiClient client) throws InterruptedException {
        Host host = invocation.host();
        String email = invocation
                .text(EMAIL)
                .or(() -> host.terminal().line("E-mail address: "))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Failure.usage("Say who signs in: --email ADDRESS, or --api-key KEY."));
        String password = (invocation.on(PASSWORD_STDIN)
                        ? Optional.of(host.read("-").stripTrailing())
                        : host.terminal().secret("Password: "))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Failure.usage("There is nobody to ask for the password: use --password-stdin."));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("email", email.strip());
        body.put("password", password);
        invocation.text(TENANT).ifPresent(tenant -> body.put("tenant", tenant));
        Map<String, ?> answer = signIn(client, "/api/v1/auth/login", body);
        if ("SECOND_FACTOR_NEEDED".equals(answer.get("status"))) {
            String code = invocation
                    .text(CODE)
                    .or(() -> host.terminal().line("Code of the authenticator app, or a recovery code: "))
                    .orElseThrow(() -> new Failure(
                            ExitCode.NOT_SIGNED_IN, "A second factor is needed.", "Say the code: --code CODE"));
            Map<String, @Nullable Object> second = new LinkedHashMap<>();
            second.put("challenge", answer.get("challenge"));
            second.put("code", code.strip());
            answer = signIn(client, "/api/v1/auth/second-factor", second);
        }
        return Wallet.signIn(answer, host.clock().instant());
    }

    /** Here a 401 does not mean that one should sign in. */
    private static Map<String, @Nullable Object> signIn(
            ApiClient client, String target, Map<String, ? extends @Nullable Object> body) throws InterruptedException {
        ApiAnswer answer = client.exchange(ApiRequest.post(target, body));
        if (answer.status() == 401) {
            throw new Failure(
                    ExitCode.NOT_SIGNED_IN,
                    "That is not right, or nobody is known by that name.",
                    "E-mail address, password, code and, on a server with several vendors, --tenant have to fit.");
        }
        return answer.status() < 400 ? answer.fields() : client.refuse(answer).fields();
    }
}
