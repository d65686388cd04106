package dev.marque.edge.sync;

import com.fasterxml.jackson.databind.JsonNode;

/** What the vendor's server said to a call, if it said anything. */
sealed interface VendorAnswer {

    /** It answered; whether it did what was asked for stands in the answer. */
    record Answered(JsonNode json) implements VendorAnswer {}

    /** It refuses such calls: asking again at once is no use. */
    record Refused(int status, String detail) implements VendorAnswer {}

    /** It was out of reach, or has trouble of its own. */
    record Away(String why) implements VendorAnswer {}
}
