package dev.marque.app.openapi;

import dev.marque.kernel.problem.ProblemType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * What our own annotations say about an operation.
 *
 * @param permission null if it is open to all
 * @param problems beyond those that follow from its shape
 * @param answers false if a success has no body
 * @param bodyOptional whether a body may be left out
 * @param resumable whether it goes on where it ended when it is sent again, without a key
 */
record OperationFacts(
        @Nullable String permission,
        List<ProblemType> problems,
        boolean answers,
        boolean bodyOptional,
        boolean resumable) {

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName REQUIRES = DotName.createSimple("dev.marque.platform.http.Requires");
    private static final DotName RESUMABLE = DotName.createSimple("dev.marque.platform.http.Resumable");
    private static final DotName PROBLEMS = DotName.createSimple("dev.marque.platform.http.Problems");
    private static final DotName VALID = DotName.createSimple("jakarta.validation.Valid");
    private static final DotName NOT_NULL = DotName.createSimple("jakarta.validation.constraints.NotNull");

    /** The facts of every operation, by operation id. */
    static Map<String, OperationFacts> read(IndexView index) {
        Map<String, OperationFacts> facts = new HashMap<>();
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            if (operation.target().kind() == AnnotationTarget.Kind.METHOD && operation.value("operationId") != null) {
                facts.put(
                        operation.value("operationId").asString(),
                        of(operation.target().asMethod()));
            }
        }
        return facts;
    }

    private static OperationFacts of(MethodInfo method) {
        AnnotationInstance requires = method.annotation(REQUIRES);
        AnnotationInstance problems = method.annotation(PROBLEMS);
        return new OperationFacts(
                requires == null ? null : requires.value().asString(),
                problems == null
                        ? List.of()
                        : Arrays.stream(problems.value().asEnumArray())
                                .map(ProblemType::valueOf)
                                .toList(),
                method.returnType().kind() != Type.Kind.VOID,
                method.parameters().stream().anyMatch(OperationFacts::isOptionalBody),
                method.hasAnnotation(RESUMABLE));
    }

    private static boolean isOptionalBody(MethodParameterInfo parameter) {
        return parameter.hasDeclaredAnnotation(VALID) && !parameter.hasDeclaredAnnotation(NOT_NULL);
    }
}
