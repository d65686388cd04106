package dev.marque.spring;

import dev.marque.sdk.Marque;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Looks at the license before a call. */
final class FeatureAdvice implements MethodInterceptor {

    /** Asked for at the first call: advice is made before other beans are. */
    private final ObjectProvider<Marque> marque;

    FeatureAdvice(ObjectProvider<Marque> marque) {
        this.marque = marque;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Object target = call.getThis();
        require(call.getMethod(), target == null ? call.getMethod().getDeclaringClass() : target.getClass());
        return call.proceed();
    }

    private void require(Method method, Class<?> type) {
        RequiresFeature ofType = AnnotatedElementUtils.findMergedAnnotation(type, RequiresFeature.class);
        Method implemented = AopUtils.getMostSpecificMethod(method, type);
        RequiresFeature ofMethod = AnnotatedElementUtils.findMergedAnnotation(implemented, RequiresFeature.class);
        require(ofType);
        require(ofMethod);
    }

    private void require(@Nullable RequiresFeature wanted) {
        if (wanted == null) {
            return;
        }
        Marque license = marque.getObject();
        license.requireValid();
        for (String feature : wanted.value()) {
            license.requireFeature(feature);
        }
        if (!wanted.count().isEmpty()) {
            license.count(wanted.count(), 1);
        }
    }
}
