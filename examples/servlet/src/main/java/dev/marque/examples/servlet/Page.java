package dev.marque.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page with one line. */
final class Page extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final String line;

    Page(String line) {
        this.line = line;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(line);
    }
}
