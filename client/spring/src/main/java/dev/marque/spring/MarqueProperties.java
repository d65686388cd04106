package dev.marque.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code marque.settings.*}: what {@link dev.marque.sdk.MarqueBuilder#settings} lists, such as
 * {@code marque.settings.license-key}.
 */
@ConfigurationProperties("marque")
public class MarqueProperties {

    private Map<String, String> settings = new LinkedHashMap<>();
    private boolean required = true;

    public Map<String, String> getSettings() {
        return settings;
    }

    public void setSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Whether an application without a usable license is unhealthy. */
    public boolean isRequired() {
        return required;
    }

    public void setRequired(boolean required) {
        this.required = required;
    }
}
