package dev.marque.platform.database;

import dev.marque.platform.config.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 of Marque's own, in the data folder.
 *
 * <p>Made so that nothing acknowledged is lost and nobody has to repair anything: a half-made folder is made again, a
 * server left behind by a killed Marque is stopped first, and a server that dies is started again on the same port.
 * It listens on 127.0.0.1 only and asks for a password.
 *
 * <p>Files in the data folder: {@code postgres/} (the data), {@code postgres.password}, {@code postgres.port},
 * {@code postgres.log}, {@code postgres-programs/}, {@code marque.lock}.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    static final String OWNER = "marque_owner";
    static final String APP = "marque_app";
    static final String DATABASE = "marque";
    private static final String SUPERUSER = "postgres";
    private static final String MAJOR = "18";
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long LOG_LIMIT = 10L << 20;
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgresServer.class.getName());

    private final Path data;
    private final Path cluster;
    private final DataFolderLock lock;
    private final Path programs;
    private final String password;
    private final int port;
    private final Thread shutdownHook;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean closing;
    private volatile Process process;

    private EmbeddedPostgresServer(Path data, DataFolderLock lock, Progress progress) {
        this.data = data;
        this.lock = lock;
        this.cluster = data.resolve("postgres");
        inspect();
        this.programs = PostgresBinaries.in(data, progress);
        this.password = initialise(progress);
        stopOrphan(progress);
        this.port = choosePort();
        progress.step("Starting PostgreSQL 18 on 127.0.0.1:" + port);
        this.process = launch();
        try {
            awaitReady(START_LIMIT);
            prepareRolesAndDatabase();
        } catch (RuntimeException e) {
            closing = true;
            stop();
            throw e;
        }
        this.shutdownHook = new Thread(this::close, "postgres-shutdown");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        Thread.ofPlatform().daemon().name("postgres-supervisor").start(this::supervise);
    }

    /**
     * Starts the server of a data folder, making it at the first start.
     *
     * @throws DatabaseStartFailed with what is wrong and the way out
     */
    public static EmbeddedPostgresServer start(Path data, Progress progress) {
        Path absolute = data.toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.on(absolute);
        try {
            return new EmbeddedPostgresServer(absolute, lock, progress);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The role that owns the tables. */
    public PostgresAddress owner() {
        return address(DATABASE, OWNER, derive(OWNER));
    }

    /** The role as which requests are served; it owns nothing. */
    public PostgresAddress app() {
        return address(DATABASE, APP, derive(APP));
    }

    public int port() {
        return port;
    }

    /** The process id of the server now; it changes when the server is started again. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server, which finishes writing first, and frees the folder. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing = true;
        synchronized (this) {
            stop();
        }
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException _) {
            // The JVM is going down: this is that hook, or it runs beside it.
        }
    }

    // -- the folder --------------------------------------------------------------------------------------------------

    private void inspect() {
        if (!Files.exists(cluster)) {
            return;
        }
        Path versionFile = cluster.resolve("PG_VERSION");
        try {
            String version = Files.readString(versionFile).strip();
            if (!version.equals(MAJOR)) {
                throw new DatabaseStartFailed("The folder " + cluster + " was written by PostgreSQL " + version
                        + ", this Marque brings " + MAJOR
                        + ". Start the Marque that wrote it, make a backup and restore"
                        + " it here; or set MARQUE_DATA to a new folder.");
            }
        } catch (NoSuchFileException _) {
            throw new DatabaseStartFailed("The folder " + cluster + " is not a PostgreSQL data folder (PG_VERSION is"
                    + " missing). If it holds nothing that you need, move it away and start again: mv " + cluster + " "
                    + cluster + ".old; or set MARQUE_DATA to another folder.");
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    "The file " + versionFile + " cannot be read: " + e + ". Marque must run as the user that owns it.",
                    e);
        }
    }

    /** Makes the folder beside its place and renames it when it is whole. Returns the superuser's password. */
    private String initialise(Progress progress) {
        Path passwordFile = data.resolve("postgres.password");
        try {
            if (Files.exists(cluster)) {
                return Files.readString(passwordFile, StandardCharsets.US_ASCII).strip();
            }
            progress.step("Creating the database in " + data);
            Path fresh = data.resolve("postgres.new");
            PostgresBinaries.deleteTree(fresh);
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String made = HexFormat.of().formatHex(random);
            PrivateFiles.write(passwordFile, made + "\n");
            run(List.of(
                    program("initdb"),
                    "-D",
                    fresh.toString(),
                    "-U",
                    SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums"));
            Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (NoSuchFileException e) {
            throw new DatabaseStartFailed(
                    "The file " + e.getFile() + " is missing: it belongs to the database in " + cluster
                            + ". Restore it from the backup of the data folder, with mode 0600.",
                    e);
        } catch (IOException e) {
            throw new DatabaseStartFailed("The data folder " + data + " cannot be used: " + e, e);
        }
    }

    /** A Marque that was killed leaves its server behind. It is stopped in order before a new one starts. */
    private void stopOrphan(Progress progress) {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid;
        try (Stream<String> lines = Files.lines(pidFile)) {
            pid = lines.findFirst().map(String::strip).map(Long::parseLong).orElse(0L);
        } catch (IOException | NumberFormatException _) {
            return;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (handle.isEmpty()) {
            return;
        }
        if (isOurPostgres(handle.get())) {
            progress.step("Stopping the PostgreSQL that a killed Marque left behind (process " + pid + ")");
            stopServer();
            awaitEnd(handle.get());
        } else if (ProcessHandle.allProcesses().noneMatch(this::isOurPostgres)) {
            // The number was given to somebody else since, and PostgreSQL would refuse to start because of it. None
            // of its processes is alive, so the note may go.
            try {
                Files.deleteIfExists(pidFile);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + pidFile, e);
            }
        }
    }

    /** Any process of a server on this folder, its children included: they may outlive their parent for a moment. */
    private boolean isOurPostgres(ProcessHandle handle) {
        try {
            Path cwd = Path.of("/proc", Long.toString(handle.pid()), "cwd");
            if (Files.exists(Path.of("/proc/self"))) {
                return Files.isSymbolicLink(cwd) && cluster.toRealPath().equals(Files.readSymbolicLink(cwd));
            }
        } catch (IOException | SecurityException _) {
            return false;
        }
        return handle.info()
                .arguments()
                .map(a -> List.of(a).contains(cluster.toString()))
                .orElse(handle.info()
                        .command()
                        .map(c -> c.endsWith("/postgres"))
                        .orElse(false));
    }

    private int choosePort() {
        Path file = data.resolve("postgres.port");
        int wanted = 0;
        try {
            wanted = Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException _) {
            // The first start, or a damaged note: any port will do.
        }
        for (int candidate : new int[] {wanted, 0}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), candidate));
                int free = socket.getLocalPort();
                PrivateFiles.write(file, free + "\n");
                return free;
            } catch (IOException _) {
                // Taken by somebody: another one then.
            }
        }
        throw new DatabaseStartFailed("No free port on 127.0.0.1 for PostgreSQL");
    }

    // -- the process -------------------------------------------------------------------------------------------------

    private Process launch() {
        File log = data.resolve("postgres.log").toFile();
        try {
            if (log.length() > LOG_LIMIT) {
                Files.move(log.toPath(), data.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!log.exists()) {
                Files.createFile(
                        log.toPath(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            List<String> command = new ArrayList<>();
            // A session of its own: Ctrl-C reaches Marque, which finishes its work and then stops the server.
            onPath("setsid").ifPresent(command::add);
            command.addAll(List.of(program("postgres"), "-D", cluster.toString()));
            for (String setting : List.of(
                    "port=" + port,
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "max_connections=100",
                    "shared_buffers=128MB",
                    "password_encryption=scram-sha-256",
                    "log_min_duration_statement=-1",
                    "log_line_prefix=%m [%p] %u ",
                    "timezone=UTC",
                    "log_timezone=UTC")) {
                command.addAll(List.of("-c", setting));
            }
            return new ProcessBuilder(unprivileged(command))
                    .directory(data.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new DatabaseStartFailed("PostgreSQL could not be started: " + e, e);
        }
    }

    /** Waits until a query is answered. A server that cannot start yet, because parts of the last one live, is tried again. */
    private void awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        String last = "";
        while (System.nanoTime() < end && !closing) {
            if (!process.isAlive()) {
                String log = logTail();
                if (!log.contains("pre-existing shared memory block")
                        && !log.contains("lock file \"postmaster.pid\"")) {
                    throw new DatabaseStartFailed("PostgreSQL stopped at its start. Its last words, from "
                            + data.resolve("postgres.log") + ":\n" + log);
                }
                pause(200);
                process = launch();
            }
            try (Connection connection = superuser("postgres")) {
                if (connection.isValid(2)) {
                    return;
                }
            } catch (SQLException e) {
                if ("28P01".equals(e.getSQLState())) {
                    throw new DatabaseStartFailed(
                            "The password in " + data.resolve("postgres.password")
                                    + " is not the one of the database in " + cluster
                                    + ". Restore both from the same backup.",
                            e);
                }
                last = String.valueOf(e.getMessage());
            }
            pause(50);
        }
        throw new DatabaseStartFailed("PostgreSQL did not answer within " + limit.toSeconds() + " s: " + last
                + "\nIts last words, from " + data.resolve("postgres.log") + ":\n" + logTail());
    }

    private void supervise() {
        while (!closing) {
            try {
                process.waitFor();
            } catch (InterruptedException _) {
                return;
            }
            synchronized (this) {
                if (closing) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, "PostgreSQL (process {0}) died; starting it again", process.pid());
                try {
                    process = launch();
                    awaitReady(START_LIMIT);
                    LOG.log(System.Logger.Level.INFO, "PostgreSQL answers again (process {0})", process.pid());
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "PostgreSQL did not start again; trying once more soon", e);
                    pause(2_000);
                }
            }
        }
    }

    private void stop() {
        stopServer();
        awaitEnd(process.toHandle());
    }

    private void stopServer() {
        try {
            run(List.of(program("pg_ctl"), "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30"));
        } catch (DatabaseStartFailed e) {
            try {
                run(List.of(program("pg_ctl"), "stop", "-D", cluster.toString(), "-m", "immediate", "-w", "-t", "10"));
            } catch (DatabaseStartFailed _) {
                LOG.log(System.Logger.Level.DEBUG, "Nothing to stop", e);
            }
        }
    }

    private static void awaitEnd(ProcessHandle handle) {
        for (int i = 0; i < 200 && handle.isAlive(); i++) {
            pause(50);
        }
    }

    private void run(List<String> command) {
        try {
            Path output = Files.createTempFile(data, "command", ".out");
            try {
                Process running = new ProcessBuilder(unprivileged(command))
                        .directory(data.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!running.waitFor(120, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                    throw new DatabaseStartFailed("No end after 120 s: " + command);
                }
                if (running.exitValue() != 0) {
                    throw new DatabaseStartFailed(
                            "Failed: " + String.join(" ", command) + "\n" + Files.readString(output));
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new DatabaseStartFailed("Could not be run: " + command + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartFailed("Interrupted", e);
        }
    }

    /** PostgreSQL refuses to run as root. In a user namespace of its own, root is nobody. */
    private static List<String> unprivileged(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        String unshare = onPath("unshare")
                .orElseThrow(() -> new DatabaseStartFailed("PostgreSQL does not run as root, and the program unshare is"
                        + " missing. Run Marque as another user, or set DATABASE_URL to an existing PostgreSQL."));
        List<String> wrapped = new ArrayList<>(List.of(unshare, "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static Optional<String> onPath(String program) {
        for (String folder : (System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin").split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgres.log"), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartFailed("Interrupted", e);
        }
    }

    // -- what is in it -----------------------------------------------------------------------------------------------

    private void prepareRolesAndDatabase() {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : List.of(OWNER, APP)) {
                if (!exists(connection, "select from pg_roles where rolname = ?", role)) {
                    statement.execute("create role " + role
                            + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password '"
                            + derive(role) + "'");
                }
            }
            if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
                statement.execute("revoke all on database " + DATABASE + " from public");
                statement.execute("grant connect on database " + DATABASE + " to " + APP);
            }
        } catch (SQLException e) {
            throw new DatabaseStartFailed("The roles and the database could not be created: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection superuser(String database) throws SQLException {
        PostgresAddress address = address(database, SUPERUSER, password);
        return DriverManager.getConnection(
                address.jdbcUrl() + "?connectTimeout=2&loginTimeout=3&socketTimeout=60", address.credentials());
    }

    private PostgresAddress address(String database, String user, @Nullable String secret) {
        return new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, secret == null ? "" : secret);
    }

    /** Passwords of the other roles follow from the superuser's, so that one file is enough. */
    private String derive(String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(role.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
