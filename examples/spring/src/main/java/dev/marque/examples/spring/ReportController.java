package dev.marque.examples.spring;

import dev.marque.sdk.Marque;
import dev.marque.spring.RequiresFeature;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pages that need a valid license, one of them a feature, and one nothing. */
@RestController
public class ReportController {

    private final Marque marque;

    public ReportController(Marque marque) {
        this.marque = marque;
    }

    @GetMapping("/")
    @RequiresFeature
    public String welcome() {
        return "welcome";
    }

    @GetMapping("/reports/{name}")
    @RequiresFeature(value = "reports", count = "reports")
    public String report(@PathVariable("name") String name) {
        return "report " + name;
    }

    /** As many users as the license allows. */
    @GetMapping("/users/{count}")
    public String users(@PathVariable("count") long count) {
        marque.checkLimit("users", count);
        return "room for " + count;
    }

    @GetMapping("/license")
    public String license() {
        return marque.status().code();
    }
}
