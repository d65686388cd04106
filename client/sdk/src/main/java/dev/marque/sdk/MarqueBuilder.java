package dev.marque.sdk;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.machine.HardwareFacts;
import dev.marque.sdk.machine.LocalHardware;
import dev.marque.sdk.run.Settings;
import dev.marque.sdk.run.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what is protected, and how. Needed are the product, the vendor's public keys, and a server with a license key or a
 * license file. Not thread-safe; {@link #build()} is called once.
 */
public final class MarqueBuilder {

    private final List<String> files = new ArrayList<>();
    private final List<String> revocationLists = new ArrayList<>();
    private final List<MarqueListener> listeners = new ArrayList<>();
    private @Nullable URI server;
    private String licenseKey = "";
    private String product = "";
    private @Nullable String productId;
    private String version = "0";
    private @Nullable String salt;
    private @Nullable Path folder;
    private @Nullable Fingerprint fingerprint;
    private HardwareFacts hardware = new LocalHardware();
    private Trust trust = Trust.NOBODY;
    private OfflineTerms terms = new OfflineTerms(Duration.ofDays(30), Duration.ofDays(7));
    private SeatOptions seat = SeatOptions.standard();
    private @Nullable String user;
    private @Nullable String machineName;
    private Duration patience = Duration.ofSeconds(5);
    private Duration warnBefore = Duration.ofDays(14);
    private boolean background = true;
    private InstantSource clock = InstantSource.system();
    private SecureRandom random = new SecureRandom();

    MarqueBuilder() {}

    /**
     * What a configuration says by name; {@link SettingNames} lists them.
     *
     * @param settings answers null for what is not set
     */
    public MarqueBuilder settings(Function<String, @Nullable String> settings) {
        SettingNames.apply(this, settings);
        return this;
    }

    /** The vendor's server, such as {@code https://licenses.vendor.example}; without one, files decide alone. */
    public MarqueBuilder server(String address) {
        this.server = URI.create(address);
        return this;
    }

    public MarqueBuilder licenseKey(String key) {
        this.licenseKey = key.strip();
        return this;
    }

    /** The product's code, as the vendor's server calls it. */
    public MarqueBuilder product(String code) {
        this.product = code;
        return this;
    }

    /** The product's id: files name products by it. Without it a file of another product of the vendor's is taken, too. */
    public MarqueBuilder productId(String id) {
        this.productId = id;
        return this;
    }

    /** This program's version, such as {@code 2.1.0}. */
    public MarqueBuilder version(String number) {
        this.version = number;
        return this;
    }

    /** The vendor's public keys, as {@code /.well-known/jwks.json} answers them: compile them into the program. */
    public MarqueBuilder publicKeys(String jwks) {
        this.trust = trust.pinning(TrustedKeys.parse(jwks));
        return this;
    }

    /**
     * Believes the key set that the server answers first. For trying out only: whoever stands between the program and the
     * server then may be the vendor.
     */
    public MarqueBuilder trustKeysOfFirstContact() {
        this.trust = trust.ofFirstContact();
        return this;
    }

    /**
     * Believes the keys of the program alone. Otherwise keys that follow them are taken up from the server over HTTPS, so
     * that a rotation does not stop programs that were sold before it.
     */
    public MarqueBuilder pinnedKeysOnly() {
        this.trust = trust.pinnedOnly();
        return this;
    }

    /** What hardware is hashed with before it leaves the machine; the product's code if it is not given. Never change it. */
    public MarqueBuilder salt(String text) {
        this.salt = text;
        return this;
    }

    /** Where what is known is kept, encrypted; processes may share it. A folder of the product's in the user's home. */
    public MarqueBuilder folder(Path path) {
        this.folder = path;
        return this;
    }

    /** What the machine is, instead of what it looks like. */
    public MarqueBuilder fingerprint(Fingerprint machine) {
        this.fingerprint = machine;
        return this;
    }

    /** What tells the machine's parts. */
    public MarqueBuilder hardware(HardwareFacts facts) {
        this.hardware = facts;
        return this;
    }

    /** A license or machine file: its text, the file it is in, or {@code classpath:} and a resource's name. */
    public MarqueBuilder licenseFile(String where) {
        TextSource.find(where).ifPresent(files::add);
        return this;
    }

    /** The same, as an environment variable says; nothing if it is not set. */
    public MarqueBuilder licenseFileFromEnvironment(String variable) {
        String where = System.getenv(variable);
        return where == null || where.isBlank() ? this : licenseFile(where);
    }

    /** A list of suspended and revoked licenses, given as license files are; of several the latest counts. */
    public MarqueBuilder revocationList(String where) {
        TextSource.find(where).ifPresent(revocationLists::add);
        return this;
    }

    /** How long the program goes on without its server, until the vendor's policy has said otherwise. */
    public MarqueBuilder offline(Duration longest, Duration grace) {
        this.terms = new OfflineTerms(longest, grace);
        return this;
    }

    /** How the seat of a floating license is taken. */
    public MarqueBuilder seat(SeatOptions options) {
        this.seat = options;
        return this;
    }

    /** Who uses the program, for licenses of named users and for statistics. */
    public MarqueBuilder user(String name) {
        this.user = name;
        return this;
    }

    /** What the vendor sees this machine called. */
    public MarqueBuilder machineName(String name) {
        this.machineName = name;
        return this;
    }

    /** How long one question to the server may take; a call that asks several takes up to three times as long. */
    public MarqueBuilder patience(Duration longest) {
        this.patience = longest;
        return this;
    }

    /** How long before its end a license is told to be about to expire. */
    public MarqueBuilder warnBeforeExpiry(Duration time) {
        this.warnBefore = time;
        return this;
    }

    public MarqueBuilder listener(MarqueListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Asks the server at the start and with {@link Marque#checkNow()} only: for tools that run for seconds. */
    public MarqueBuilder withoutBackground() {
        this.background = false;
        return this;
    }

    /** Where the time comes from. */
    public MarqueBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** Where nonces and keys come from. */
    public MarqueBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Starts: within milliseconds if the license was proved before. A first start waits for the server, three times the
     * patience at most, and goes on without it then: {@link Marque#status()} says how it stands.
     *
     * @throws IllegalStateException if something is missing; the message says what
     */
    public Marque build() {
        Needs.ofProgram(product, trust.isPossible());
        Needs.ofLicense(server != null, !licenseKey.isEmpty(), !files.isEmpty());
        String salted = salt == null ? product : salt;
        Path kept = folder == null ? Path.of(System.getProperty("user.home"), ".marque", product) : folder;
        return new Marque(new Settings(
                server,
                licenseKey,
                product,
                productId,
                version,
                salted,
                kept,
                fingerprint == null ? MachineChoice.of(hardware, kept, salted, Ids.uuid7(clock, random)) : fingerprint,
                trust,
                files,
                revocationLists,
                terms,
                seat,
                user,
                machineName,
                patience,
                warnBefore,
                listeners,
                background,
                clock,
                random));
    }
}
