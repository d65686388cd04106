package dev.marque.examples.servlet;

import dev.marque.sdk.LicenseStatus;
import dev.marque.servlet.MarqueContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How the license stands: open to all, so that somebody can do something about it. */
final class StatusPage extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LicenseStatus status = MarqueContext.of(getServletContext()).status();
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(status.code() + ": " + status.message());
    }
}
