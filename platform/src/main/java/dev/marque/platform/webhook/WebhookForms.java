package dev.marque.platform.webhook;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The forms that this process knows beside ours, by name. Immutable. */
public final class WebhookForms {

    public static final WebhookForms NONE = new WebhookForms(java.util.List.of());

    private final Map<String, WebhookForm> byName;

    public WebhookForms(Collection<? extends WebhookForm> forms) {
        this.byName = forms.stream().collect(Collectors.toUnmodifiableMap(WebhookForm::name, Function.identity()));
    }

    /** @throws IllegalStateException for a form that a newer version offers, and this process does not: another has to do it */
    WebhookForm named(String name) {
        WebhookForm form = byName.get(name);
        if (form == null) {
            throw new IllegalStateException("this process knows no webhooks of the form " + name);
        }
        return form;
    }
}
