package dev.marque.examples.servlet;

import dev.marque.servlet.LicenseFilter;
import dev.marque.servlet.MarqueContext;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * The application: everything needs a valid license, {@code /reports} the feature "reports" as well. Where a container reads a
 * {@code web.xml}, the same stands there.
 */
public final class Reports {

    private static final int PORT = 8090;

    private Reports() {}

    public static void main(String... arguments) throws LifecycleException {
        Tomcat tomcat =
                start(arguments.length > 0 ? Integer.parseInt(arguments[0]) : PORT, Path.of("target"), Map.of());
        tomcat.getServer().await();
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param folder where Tomcat may write
     * @param settings {@code marque.server} and so on, where the environment does not say them
     */
    static Tomcat start(int port, Path folder, Map<String, String> settings) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        Context application = tomcat.addContext("", folder.toAbsolutePath().toString());
        settings.forEach(application::addParameter);
        application.addApplicationListener(MarqueContext.class.getName());
        guard(application, "everything", "/*", Map.of("open", "/license"));
        guard(application, "reports", "/reports/*", Map.of("features", "reports", "count", "reports"));
        serve(application, "/license", new StatusPage());
        serve(application, "/reports/*", new Page("your report"));
        serve(application, "/", new Page("welcome"));
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }

    private static void guard(Context application, String name, String path, Map<String, String> parameters) {
        FilterDef filter = new FilterDef();
        filter.setFilterName(name);
        filter.setFilterClass(LicenseFilter.class.getName());
        parameters.forEach(filter::addInitParameter);
        application.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(path);
        application.addFilterMap(mapping);
    }

    private static void serve(Context application, String path, HttpServlet servlet) {
        Tomcat.addServlet(application, path, servlet);
        application.addServletMappingDecoded(path, path);
    }
}
