package dev.marque.platform.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The roles that are there from the start. Which permissions each has is said where a room declares them. */
public enum BuiltInRole {
    /** May do everything in its tenant. */
    ADMINISTRATOR("Administrator", Reach.ALL),
    /** Sells: issues and renews the licenses of its team. */
    SALES_REPRESENTATIVE("Sales representative", Reach.TEAM),
    /** Installs at customers: license files and machines of its team's licenses. */
    DEPLOYMENT_ENGINEER("Deployment engineer", Reach.TEAM),
    /** Sells on its own account, and sees nothing of other partners. */
    CHANNEL_PARTNER("Channel partner", Reach.PARTNER),
    /** May look at what customers ask about, and change nothing. */
    SUPPORT("Support", Reach.ALL),
    /** Looks after its own licenses. */
    CUSTOMER("Customer", Reach.OWN),
    /** A program that calls with a license key. No person has it. */
    LICENSE_HOLDER("License holder", Reach.OWN),
    /** Runs the server for all vendors, from a realm of its own, and reaches the records of none. */
    OPERATOR("Operator", Reach.ALL);

    private final String title;
    private final Reach reach;

    BuiltInRole(String title, Reach reach) {
        this.title = title;
        this.reach = reach;
    }

    /** Those that every vendor has. */
    public static List<BuiltInRole> ofVendors() {
        return Arrays.stream(values()).filter(role -> role != OPERATOR).toList();
    }

    /** The stable name, as stored and as sent through the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Which records it reaches. */
    public Reach reach() {
        return reach;
    }
}
