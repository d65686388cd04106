package dev.marque.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication
public class ReportsApplication {

    public static void main(String... arguments) {
        SpringApplication.run(ReportsApplication.class, arguments);
    }
}
