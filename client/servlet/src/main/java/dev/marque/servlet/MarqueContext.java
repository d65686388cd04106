package dev.marque.servlet;

import dev.marque.sdk.Marque;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Locale;

/**
 * Makes the license when a web application starts, keeps it as an attribute of the application, and closes it at the end.
 *
 * <p>Settings are environment variables ({@code MARQUE_LICENSE_KEY}) or else parameters of the application
 * ({@code marque.license-key}); {@link dev.marque.sdk.MarqueBuilder#settings} lists them.
 */
public final class MarqueContext implements ServletContextListener {

    /** The attribute's name. */
    public static final String ATTRIBUTE = Marque.class.getName();

    /** The license of a web application. */
    public static Marque of(ServletContext application) {
        if (application.getAttribute(ATTRIBUTE) instanceof Marque marque) {
            return marque;
        }
        throw new IllegalStateException(
                "The application has no license: register MarqueContext as a listener, or set the attribute "
                        + ATTRIBUTE);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext application = event.getServletContext();
        Marque marque = Marque.builder()
                .settings(name -> {
                    String variable = "MARQUE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
                    String given = System.getenv(variable);
                    return given == null ? application.getInitParameter("marque." + name) : given;
                })
                .build();
        application.setAttribute(ATTRIBUTE, marque);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(ATTRIBUTE) instanceof Marque marque) {
            marque.close();
        }
    }
}
