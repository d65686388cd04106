package dev.marque.cli.profile;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code marque logout}. */
public final class LogoutCommand {

    private LogoutCommand() {}

    public static Leaf leaf() {
        return Leaf.of("logout", "End the sign-in, here and at the server.", LogoutCommand::run)
                .saying("An API key is forgotten here and goes on working: marque api-keys revoke ends it.");
    }

    private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        Output output = Output.of(invocation);
        String name = Session.profileName(invocation);
        Wallet wallet = new Wallet(invocation.host());
        Optional<Profile> profile = Profiles.of(invocation.host()).find(name);
        Optional<Credential> credential = profile.isEmpty() ? Optional.empty() : wallet.read(profile.get());
        if (profile.isEmpty() || credential.isEmpty()) {
            output.remark("Nobody was signed in.");
            return ExitCode.OK;
        }
        // Whatever the server says: after this nobody is signed in here.
        wallet.delete(profile.get());
        if (credential.get() instanceof Credential.SignIn signIn) {
            try (ApiClient client = Session.client(invocation, profile.get().server())) {
                client.send(ApiRequest.post("/api/v1/auth/logout", Map.of("refreshToken", signIn.refresh())));
            } catch (Failure e) {
                output.remark("The sign-in is forgotten here. The server was not told: " + e.text());
                return e.code() == ExitCode.NOT_SIGNED_IN ? ExitCode.OK : e.code();
            }
        }
        output.remark("Signed out of " + profile.get().server() + ".");
        return ExitCode.OK;
    }
}
