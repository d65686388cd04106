package dev.marque.quarkus;

import dev.marque.sdk.Marque;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Looks at the license before a call, and before transactions begin. */
@RequiresFeature
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class FeatureInterceptor {

    private final Marque marque;

    @Inject
    public FeatureInterceptor(Marque marque) {
        this.marque = marque;
    }

    @AroundInvoke
    @Nullable Object check(InvocationContext call) throws Exception {
        require(call.getMethod().getAnnotation(RequiresFeature.class));
        Class<?> type = call.getTarget().getClass();
        // A container's own subclass of the bean inherits the annotation.
        require(find(type.getAnnotations()));
        return call.proceed();
    }

    private static @Nullable RequiresFeature find(Annotation[] annotations) {
        for (Annotation one : annotations) {
            if (one instanceof RequiresFeature found) {
                return found;
            }
        }
        return null;
    }

    private void require(@Nullable RequiresFeature wanted) {
        if (wanted == null) {
            return;
        }
        marque.requireValid();
        for (String feature : wanted.value()) {
            marque.requireFeature(feature);
        }
        if (!wanted.count().isEmpty()) {
            marque.count(wanted.count(), 1);
        }
    }
}
