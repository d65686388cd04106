package dev.marque.app.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.marque.platform.database.Database;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Requires;
import dev.marque.platform.http.Routed;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules that keep the rooms apart. Each says why it is there. */
class ArchitectureTest {

    private static JavaClasses marque = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() {
        marque = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // The platform's fixture comes as a jar once the module is packaged.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.marque");
    }

    @Test
    void dependenciesPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("kernel")
                .definedBy("dev.marque.kernel..")
                .layer("keys")
                .definedBy("dev.marque.keys..")
                .layer("sdk")
                .definedBy("dev.marque.sdk..")
                .layer("platform")
                .definedBy("dev.marque.platform..")
                .layer("licensing")
                .definedBy("dev.marque.licensing..")
                .layer("keygen")
                .definedBy("dev.marque.keygen..")
                .layer("backup")
                .definedBy("dev.marque.backup..")
                .layer("edge")
                .definedBy("dev.marque.edge..")
                .layer("app")
                .definedBy("dev.marque.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("edge")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("keygen")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("licensing")
                .mayOnlyBeAccessedByLayers("edge", "keygen", "app")
                .whereLayer("backup")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("licensing", "keygen", "backup", "edge", "app")
                .whereLayer("keys")
                .mayOnlyBeAccessedByLayers("platform", "licensing", "keygen", "edge", "app", "sdk")
                .whereLayer("sdk")
                .mayNotBeAccessedByAnyLayer()
                .because("a room that knows only what is below it can be read, tested and moved alone")
                .check(marque);
    }

    @Test
    void clientsNeverCarryTheServer() {
        noClasses()
                .that(resideInAnyPackage("dev.marque.kernel..", "dev.marque.keys..", "dev.marque.sdk.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta..", "io.quarkus..", "io.smallrye..", "org.jdbi..", "java.sql..", "javax.sql.."))
                .because("kernel, keys and the SDK are embedded in customers' programs")
                .check(marque);
    }

    @Test
    void onlyTheApplicationKnowsQuarkus() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.marque.app..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "io.vertx.."))
                .because("rooms outlive the framework that serves them")
                .check(marque);
    }

    @Test
    void connectionsAreOpenedInOnePlace() {
        noClasses()
                .that()
                // A backup reads the rows of all tenants, and a restore writes them.
                .resideOutsideOfPackages(
                        "dev.marque.platform.database..", "dev.marque.backup.dump..", "dev.marque.testkit..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.zaxxer.hikari..", "org.jdbi.v3.core.spi.."))
                .orShould()
                .dependOnClassesThat(type(Connection.class).or(type(DriverManager.class)))
                .because("a connection that Database did not open carries no tenant")
                .check(marque);
    }

    @Test
    void licensingSaysInWhichEnvironmentItWorks() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.marque.licensing..", "dev.marque.keygen..")
                .and()
                // Users belong to no environment.
                .doNotHaveFullyQualifiedName("dev.marque.keygen.people.UserRoutes")
                .should()
                .callMethodWhere(target(owner(type(Database.class))).and(target(nameMatching("inTenant|runInTenant"))))
                .because("such a transaction is in no environment, and sees none of licensing's records")
                .check(marque);
    }

    @Test
    void timeIsPassedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.marque.app.wiring..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests move the clock, and a rule about time that reads the clock itself cannot be tested")
                .check(marque);
    }

    @Test
    void idsArePassedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.marque.platform.jobs..")
                .should()
                .callMethod(UUID.class, "randomUUID")
                .because("ids are UUIDv7 from Ids: they sort by creation, and pages hang on that")
                .check(marque);
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(PATCH.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .should()
                .beAnnotatedWith(Requires.class)
                .orShould()
                .beAnnotatedWith(OpenToAll.class)
                .orShould()
                .beAnnotatedWith(Routed.class)
                .because("an operation without a declared permission is a hole that nobody decided on")
                .check(marque);
        noMethods()
                .that()
                .areAnnotatedWith(OpenToAll.class)
                .should()
                .beAnnotatedWith(Requires.class)
                .orShould()
                .beAnnotatedWith(Routed.class)
                .because("it is one or the other")
                .check(marque);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("dev.marque.keygen..")
                .should()
                .beAnnotatedWith(Routed.class)
                .because(
                        "only addresses that somebody else decided on are served by a table, which a test of its own walks")
                .check(marque);
    }

    /** Every call without a known caller also counts against its address, in a filter. */
    @Test
    void whatTakesASecretFromAnybodyIsUnderTheLimitOfSignIn() {
        methods()
                .that()
                .areAnnotatedWith(OpenToAll.class)
                .and()
                .areAnnotatedWith(POST.class)
                .and()
                // Their secret has 256 random bits, and every client calls them each quarter of an hour.
                .doNotHaveName("refresh")
                .and()
                .doNotHaveName("logout")
                .should(beLimitedTo(Limit.SIGN_IN))
                .because("whoever guesses must not guess as fast as others read")
                .check(marque);
    }

    @Test
    void exportsAreUnderTheirLimit() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .and()
                .haveNameStartingWith("export")
                .should(beLimitedTo(Limit.EXPORT))
                .because("an export reads everything that a caller may see")
                .check(marque);
    }

    private static ArchCondition<JavaMethod> beLimitedTo(Limit limit) {
        return new ArchCondition<>("be under the limit " + limit) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean limited = method.tryGetAnnotationOfType(Limited.class)
                        .filter(found -> found.value() == limit)
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        method, limited, method.getFullName() + (limited ? " is" : " is not") + " limited"));
            }
        };
    }

    @Test
    void resourcesThatWaitRunOnVirtualThreads() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .resideOutsideOfPackage("dev.marque.app..")
                .should()
                .beAnnotatedWith(RunOnVirtualThread.class)
                .because("a resource that waits for the database on the event loop stops everybody")
                .check(marque);
    }

    @Test
    void capabilitiesHaveNoCycles() {
        slices().matching("dev.marque.licensing.(*)..")
                .should()
                .beFreeOfCycles()
                .because("capabilities that need each other in a circle are one capability")
                .check(marque);
    }

    @Test
    void nobodyPrintsButTheStart() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.marque.app.boot..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("what is printed past the log has no level, no request id and no format")
                .check(marque);
    }
}
