package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Command lines one after the other, each of which has to go well: {@code create … => name} keeps what it printed, and
 * {@code {name}} in later lines is that.
 */
record Errands(Cli cli, Map<String, String> kept) {

    /** What a vendor does with what it has, from making it to removing it. */
    static final String OF_A_VENDOR = """
            products create --code {code} --name Notepad => product
            products update {code} --name 'Notepad 2'
            products list-version {code} 1.0.0 --channel stable
            products versions {code}
            products unlist-version {code} 1.0.0
            policies create --product {code} --name 'Yearly {code}' --term P1Y --max-activations 4 --rules @rules.json => policy
            policies show 'Yearly {code}'
            policies update {policy} --max-activations 6
            policies versions {policy}
            policies preview {policy}
            policies apply {policy} --yes
            licenses issue --policy 'Yearly {code}' --name Globex => license
            licenses update {license} --name 'Globex Ltd.'
            licenses renew {license}
            licenses extend {license} --by P1M
            licenses assign {license} --body {}
            licenses explain {license}
            licenses usage {license}
            licenses regenerate-key {license} --yes
            licenses change-policy {license} --policy {policy} --keep-overrides
            licenses split {license} --seats 1 --name Part
            licenses suspend {license} --reason unpaid
            licenses reinstate {license}
            features grant {license} --features reports=true --source add-on --reference 'order 1' => grant
            features list {license}
            features withdraw {license} {grant}
            features grant {license} --features seats=5 --source add-on --reference 'order 2'
            features withdraw-all {license} --source add-on --reference 'order 2'
            tokens issue {license} --name build
            tokens list {license} => token
            tokens revoke {license} {token}
            meters list {license}
            meters adjust {license} api-calls --used 5 --reason 'ours'
            meters periods {license} api-calls
            leases list {license}
            leases queue {license}
            license-users list {license}
            activations list {license}
            activations unseen
            batches issue --batch b-{code} --from 0 --count 2 --license '{"policyId": "{policy}"}'
            files license {license} --encrypt=false --out globex.lic
            files revocations
            access-rules add --kind block --subject address-range --value 203.0.113.0/24 --license {license} => rule
            access-rules remove {rule}
            api-keys create --name shop --scopes products.read,licenses.read => key
            api-keys update {key} --name 'web shop'
            api-keys rotate {key} => newer
            api-keys show {newer}
            api-keys revoke {newer}
            service-accounts create --name 'build {code}' --roles support => account
            service-accounts update 'build {code}' --description nightly
            service-accounts create-key {account} --name k --scopes licenses.read
            service-accounts delete {account}
            users create --email {code}@example.com --name Sam --password 'seven ducks read the paper' --roles support => user
            users update {user} --name 'Sam S.' --roles support
            teams create --name 'Team {code}' => team
            users set-membership {user} --team 'Team {code}'
            users membership {user}
            teams rename {team} --name 'Crew {code}'
            users set-membership {user} --body {}
            teams delete {team}
            users disable {user}
            users enable {user}
            users reset-password {user}
            users end-sessions {user}
            users delete {user}
            partners create --name 'Partner {code}' => partner
            partners rename {partner} --name 'Reseller {code}'
            partners delete {partner}
            roles create --code {lower} --name Renewals --permissions licenses.read --reach all => role
            roles update {lower} --name Renewing
            roles delete {role}
            invitations create --email i{code}@example.com --roles support
            invitations list --limit 1 => invitation
            invitations resend {invitation}
            invitations revoke {invitation}
            environments create --code {lower} --name Staging --kind isolated => environment
            environments rename {lower} --name Stage
            environments delete {environment}
            settings set license.grace --value P8D
            settings history license.grace
            settings reset license.grace
            webhooks create --url https://hooks.example.com/{code} --event-types 'license.*'
            webhooks list --limit 1 => webhook
            webhooks update {webhook} --description Billing
            webhooks deliveries {webhook}
            webhooks rotate-secret {webhook}
            webhooks delete {webhook}
            sign-in-providers create --name 'SSO {code}' --issuer https://login.example.com --client-id marque => provider
            sign-in-providers show {provider}
            sign-in-providers delete {provider}
            audit export-csv --out audit.csv
            audit verify --body '{"checkpoints": []}'
            licenses archive {license}
            """;

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    Errands(Cli cli, String code) {
        this(cli, new LinkedHashMap<>(Map.of("code", code, "lower", code.toLowerCase(Locale.ROOT))));
    }

    void run(String lines) {
        lines.lines().forEach(this::line);
    }

    private void line(String line) {
        int arrow = line.indexOf(" => ");
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(arrow < 0 ? line : line.substring(0, arrow));
        while (matcher.find()) {
            words.add(filled(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
        }
        words.add("-q");
        Cli.Ended ended = cli.run(words.toArray(String[]::new));
        assertThat(ended.code()).as(String.join(" ", words) + "\n" + ended).isZero();
        if (arrow >= 0) {
            String printed = ended.out().lines().findFirst().orElse("");
            assertThat(printed).as(line).isNotEmpty();
            kept.put(line.substring(arrow + 4), printed);
        }
    }

    private String filled(String word) {
        String filled = word;
        for (Map.Entry<String, String> entry : kept.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }
}
