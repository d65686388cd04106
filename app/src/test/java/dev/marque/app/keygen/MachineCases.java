package dev.marque.app.keygen;

import java.util.List;

/** Machines, components and processes. */
final class MachineCases extends CaseList {

    MachineCases() {
        machines();
        parts();
    }

    private void machines() {
        list("/machines", "/machines");
        add("POST /machines", "/machines")
                .sends(KeygenClient.machine("$license", "\"fingerprint\": \"another-$number\""))
                .answers(201)
                .refuses(KeygenClient.machine("$license", ""), "/data/attributes/fingerprint")
                .changing();
        show("/machines/{id}", "/machines/$machine");
        update("/machines/{id}", "/machines/$machine", "machines", "\"name\": \"Build server\"");
        remove("/machines/{id}", "/machines/$machine");
        for (String action : List.of("ping", "ping-heartbeat", "reset", "reset-heartbeat")) {
            add("POST /machines/{id}/actions/" + action, "/machines/$machine/actions/" + action)
                    .takesNoInput();
        }
        show("/machines/{id}/license", "/machines/$machine/license");
        show("/machines/{id}/product", "/machines/$machine/product");
        list("/licenses/{license}/machines", "/licenses/$license/machines");
        show("/licenses/{license}/machines/{id}", "/licenses/$license/machines/$machine");
        list("/products/{product}/machines", "/products/$product/machines");
        list("/users/{user}/machines", "/users/$user/machines");
    }

    private void parts() {
        for (String kind : List.of("component", "process")) {
            String plural = kind.equals("process") ? "processes" : "components";
            String key = kind.equals("process") ? "pid" : "fingerprint";
            String attributes =
                    "\"" + key + "\": \"x-$number\"" + (kind.equals("process") ? "" : ", \"name\": \"Disk\"");
            list("/" + plural, "/" + plural);
            add("POST /" + plural, "/" + plural)
                    .sends(document(plural, attributes, "machine", "machines", "$machine"))
                    .answers(201)
                    .refuses(document(plural, "", "machine", "machines", "$machine"), "/data/attributes/" + key)
                    .changing();
            show("/" + plural + "/{id}", "/" + plural + "/$" + kind);
            update("/" + plural + "/{id}", "/" + plural + "/$" + kind, plural, "\"metadata\": {\"a\": 1}");
            remove("/" + plural + "/{id}", "/" + plural + "/$" + kind);
            for (String parent : List.of("machine", "license", "product")) {
                show("/" + plural + "/{id}/" + parent, "/" + plural + "/$" + kind + "/" + parent);
            }
            list("/machines/{machine}/" + plural, "/machines/$machine/" + plural);
            show("/machines/{machine}/" + plural + "/{id}", "/machines/$machine/" + plural + "/$" + kind);
        }
        add("POST /processes/{id}/actions/ping", "/processes/$process/actions/ping")
                .takesNoInput();
    }
}
