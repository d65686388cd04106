package dev.marque.bench.served;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged application with the database that it brings, and limits that no load reaches. */
public final class Marque {

    /** The same for all that are compared. */
    public static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    private static final String MANY = "10000000";

    private Marque() {}

    /**
     * Starts it.
     *
     * @param jar {@code quarkus-run.jar}
     * @param folder for its data; what is there of an earlier start is used
     * @param jvm options of the JVM
     */
    public static Server start(Path jar, Path folder, List<String> jvm) throws IOException {
        int port = Server.freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("MARQUE_PORT", Integer.toString(port));
        environment.put("MARQUE_DATA", folder.resolve("data").toString());
        environment.put("MARQUE_ADMIN_PASSWORD", Vendor.PASSWORD);
        environment.put("MARQUE_ROLES", "api,licensing,worker");
        List.of("LICENSE", "TENANT", "USER", "ADDRESS")
                .forEach(limit -> environment.put("MARQUE_LIMITS_" + limit, MANY));
        List<String> arguments = new ArrayList<>(jvm);
        arguments.add("-jar");
        arguments.add(jar.toString());
        return Server.start("marque", port, folder, environment, arguments);
    }
}
