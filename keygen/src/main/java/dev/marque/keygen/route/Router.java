package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.platform.http.RouteTable;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the route of a call, and the account that it is about. Thread-safe. */
@Singleton
public class Router implements RouteTable {

    /** Whose records a call is about. */
    static final String ACCOUNT = "keygen.account";

    /** Whether the address says so. */
    static final String NAMED = "keygen.account.named";

    static final String MATCH = "keygen.match";
    static final String PRESENTED = "keygen.presented";
    static final String VERSION = "Keygen-Version";
    static final String ENVIRONMENT = "Keygen-Environment";
    private static final String PREFIX = "/v1";
    private static final String ACCOUNTS = "accounts";
    private static final Pattern VERSIONS = Pattern.compile("1(\\.[0-9]{1,2})?");

    private final RouteTree tree;
    private final Tenants tenants;

    @Inject
    Router(Instance<RouteSource> sources, Tenants tenants) {
        this.tree = new RouteTree(sources);
        this.tenants = tenants;
    }

    /** Every route, by address. */
    public List<Route> routes() {
        return tree.all();
    }

    @Override
    public Need needOf(ContainerRequestContext request) {
        String path = below(rawPath(request));
        List<String> steps = RouteTree.steps(path);
        boolean named = steps.size() > 1 && steps.getFirst().equals(ACCOUNTS);
        TenantId account = named
                ? account(RouteTree.decoded(steps.get(1)))
                : tenants.home().map(Tenant::id).orElse(null);
        if (account != null) {
            request.setProperty(ACCOUNT, account);
        }
        checkHeaders(request, account);
        String rest = named ? "/" + String.join("/", steps.subList(2, steps.size())) : path;
        RouteTree.Match match = tree.find(request.getMethod(), rest).orElseThrow(Failure::noSuchEndpoint);
        Presented presented = Presented.of(request);
        Route route = match.route();
        if (presented.password() != null && !route.signIn()) {
            throw Failure.unauthorized("TOKEN_MISSING", "You must be authenticated to complete the request");
        }
        boolean signIn = route.signIn() && presented.password() != null;
        if (route.signIn()
                && presented.password() == null
                && presented.credential().isEmpty()) {
            throw Failure.unauthorized("TOKEN_MISSING", "You must be authenticated to complete the request");
        }
        request.setProperty(MATCH, match);
        request.setProperty(PRESENTED, presented);
        request.setProperty(NAMED, named);
        return new Need(
                presented.credential(),
                route.open(),
                route.permissions(),
                signIn,
                request.getHeaderString(ENVIRONMENT));
    }

    private TenantId account(String name) {
        Optional<Tenant> found =
                Ids.parse(name).map(id -> tenants.find(new TenantId(id))).orElseGet(() -> tenants.bySlug(name));
        return found.map(Tenant::id).orElseThrow(() -> Failure.notFound("account", name));
    }

    private static void checkHeaders(ContainerRequestContext request, @Nullable TenantId account) {
        String version = request.getHeaderString(VERSION);
        if (version != null && !VERSIONS.matcher(version.strip()).matches()) {
            throw Failure.badHeader(VERSION, "unsupported API version requested", "INVALID_API_VERSION");
        }
        AcceptedSignature.of(request, account);
    }

    private static String rawPath(ContainerRequestContext request) {
        try {
            return request.getUriInfo().getRequestUri().getRawPath();
        } catch (RuntimeException malformed) {
            // The HTTP layer hands on addresses that are no URIs, and fails only when it is asked for one.
            throw Failure.noSuchEndpoint();
        }
    }

    private static String below(String path) {
        String single = path.replaceAll("/+", "/");
        return single.startsWith(PREFIX) ? single.substring(PREFIX.length()) : single;
    }
}
