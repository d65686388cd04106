package dev.marque.app.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * What programs embed is compiled into native images without metadata of ours: nothing in it is found by name while it runs.
 * Two places are, and need none: one looks for a provider with native code, which no image has, and does without; the other
 * reads what the program's own author names.
 */
class NativeImageTest {

    private static final String ACCP = "dev.marque.keys.sign.SignatureProviders$Accp";
    private static final String RESOURCES_OF_THE_PROGRAM = "dev.marque.sdk.TextSource";

    private static final JavaClasses EMBEDDED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.marque.kernel", "dev.marque.keys", "dev.marque.sdk");

    private static final DescribedPredicate<JavaCall<?>> BY_NAME = calls(
                    Class.class, "forName|get(Declared)?(Method|Field|Constructor)s?|newInstance|getResource.*")
            .or(calls(ClassLoader.class, "loadClass|.*[rR]esource.*"))
            .or(calls(ServiceLoader.class, "load.*"))
            .or(calls(Proxy.class, ".*"))
            .or(calls(MethodHandles.Lookup.class, "find.*|unreflect.*"))
            .or(calls(ObjectInputStream.class, ".*"))
            .or(calls(ObjectOutputStream.class, ".*"))
            .as("calls that find something by name");

    private static final ArchRule NOTHING_BY_NAME = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ACCP)
            .and()
            .doNotHaveFullyQualifiedName(RESOURCES_OF_THE_PROGRAM)
            .should()
            .callCodeUnitWhere(BY_NAME)
            .because("a native image holds only what was found when it was made; what is found by name needs metadata");

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String names) {
        return target(nameMatching(names)).and(target(owner(assignableTo(type))));
    }

    @Test
    void nothingThatProgramsEmbedIsFoundByName() {
        NOTHING_BY_NAME.check(EMBEDDED);
    }

    @Test
    void theTwoPlacesAreWhereTheyAreSaidToBe() {
        for (String place : new String[] {ACCP, RESOURCES_OF_THE_PROGRAM}) {
            assertThat(EMBEDDED.get(place).getMethodCallsFromSelf())
                    .as("of " + place)
                    .anyMatch(BY_NAME::test);
        }
    }
}
