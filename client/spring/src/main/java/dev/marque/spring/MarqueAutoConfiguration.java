package dev.marque.spring;

import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueListener;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The license as a bean, what {@link RequiresFeature} asks of it, and what is told of it. */
@AutoConfiguration
@EnableConfigurationProperties(MarqueProperties.class)
public class MarqueAutoConfiguration {

    /** Listeners that are beans hear of its events. An application may make its own instead. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    public Marque marque(MarqueProperties properties, ObjectProvider<MarqueListener> listeners) {
        var builder = Marque.builder().settings(properties.getSettings()::get);
        listeners.orderedStream().forEach(builder::listener);
        return builder.build();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor marqueFeatureAdvisor(ObjectProvider<Marque> marque) {
        var annotated = new ComposablePointcut(new AnnotationMatchingPointcut(RequiresFeature.class, true))
                .union((Pointcut) new AnnotationMatchingPointcut(null, RequiresFeature.class, true));
        return new DefaultPointcutAdvisor(annotated, new FeatureAdvice(marque));
    }

    /** Where the program has Actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "marqueHealthIndicator")
        HealthIndicator marqueHealthIndicator(Marque marque, MarqueProperties properties) {
            return new LicenseHealth(marque, properties.isRequired());
        }
    }

    /** Where the program answers web requests. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestControllerAdvice.class)
    static class Web {

        @Bean
        LicenseProblems marqueLicenseProblems() {
            return new LicenseProblems();
        }
    }
}
