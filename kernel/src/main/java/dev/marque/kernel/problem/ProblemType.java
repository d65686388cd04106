package dev.marque.kernel.problem;

import java.util.Locale;

/**
 * The catalogue of everything that can go wrong in a call. A refusal of a license ("expired") is not in it: that is a
 * value in a good answer. Codes are stable: clients switch on them. Each has a page in {@code docs/problems/}, and the
 * {@code type} of the problem is the address of that page on the server that answered.
 */
public enum ProblemType {
    BAD_JSON(400, "The body is not JSON that Marque can read", """
            The body is not well-formed JSON, nests deeper than 32 levels, has a text over 100,000 characters, repeats a \
            field, or is not UTF-8. `detail` tells line and column. Nothing was written."""),
    INVALID_INPUT(422, "Some of the input is not acceptable", """
            The request is readable, but a field has the wrong type, is missing, is unknown, or is out of range. \
            `errors` lists each one with a JSON pointer into the body (`pointer`) or the name of the query or path \
            parameter (`parameter`). Nothing was written."""),
    NOT_AUTHENTICATED(401, "Credentials are needed", """
            The call needs `Authorization: Bearer <access token or API key>`, or for installations \
            `Authorization: License <license key>` or `Authorization: Bearer <license token>`, and none was sent."""),
    INVALID_CREDENTIALS(401, "The credentials are not valid", """
            E-mail and password do not fit, or the token or key is unknown, altered, expired or revoked. The answer does \
            not tell which, so that it does not help someone who guesses. Sign in again, or use another key."""),
    FORBIDDEN(403, "The caller lacks the permission", """
            The caller is known, but none of its roles or scopes has the permission named in `detail`. An administrator \
            can grant it."""),
    ENVIRONMENT_MISMATCH(403, "It belongs to another environment", """
            Either `Marque-Environment` names another environment than that of the API key or license key: a key works in \
            the one in which it was made, so leave the header out or use a key of the other environment. Or the call \
            would change a record of production from a shared environment, which only reads those. `detail` tells which. \
            Nothing was written."""),
    CREDENTIAL_NOT_ALLOWED(403, "The license does not take credentials of this kind", """
            The license key, or the token of the license, is good, but the license's rules (`authentication`) do not let \
            installations use this kind of credential; `detail` tells which they take. Send the other one, or ask the \
            vendor to change the rule."""),
    SECOND_FACTOR_REQUIRED(403, "A second factor has to be set up first", """
            The vendor demands a second factor of everybody who signs in with a password, and this sign-in had none. Until \
            there is one, its tokens only take `POST /api/v1/me/second-factor` and its `/confirm`; after that they do \
            everything. Who has a second factor already signs in anew, with a code."""),
    SIGN_IN_REFUSED(403, "The sign-in is not allowed", """
            The identity provider knows the person, but this vendor does not let them in: the e-mail address is of another \
            domain or not verified, no group gives a role, or unknown people are not taken. `detail` tells which. An \
            administrator can change the provider's settings."""),
    TENANT_SUSPENDED(403, "The tenant is suspended", """
            Those who run the server have suspended the tenant, or it is about to be deleted: calls of its staff, its API \
            keys and, unless they were exempted, its installations are refused. No data is touched. While a deletion \
            waits, administrators can still sign in and take the export along."""),
    NOT_FOUND(404, "There is nothing at this address", """
            No such record or address, or it belongs to another tenant: Marque does not tell the difference."""),
    METHOD_NOT_ALLOWED(405, "The address does not take this method", """
            The address exists, but not with this HTTP method. `Allow` lists the methods that it takes."""),
    NOT_ACCEPTABLE(406, "The answer cannot be had in this form", """
            `Accept` asks for a media type that this address does not have. Marque answers `application/json`."""),
    ALREADY_EXISTS(409, "There is already such a record", """
            A field that has to be unique within the tenant has a value that another record has. `errors` names it."""),
    STATE_CONFLICT(409, "The record's state does not allow this", """
            For example: a revoked license cannot be reinstated, an archived one cannot be renewed. `detail` tells the \
            state and what is possible."""),
    IDEMPOTENCY_KEY_BUSY(409, "The first request with this key is still being worked on", """
            Another request with the same `Idempotency-Key` has not ended yet. Nothing was done for this one. Send it again \
            after the number of seconds in `Retry-After`: then it gets the answer of the first."""),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request", """
            The same `Idempotency-Key` came before with another method, address or body, less than 24 hours ago. A key names \
            one write: take a new one, such as a UUID, for each. Nothing was done."""),
    QUOTA_EXCEEDED(409, "The tenant has as many as it may have", """
            A quota that those who run the server set for the tenant is used up; `detail` names it. `GET /api/v1/quotas` \
            shows all quotas and what is used. Remove or revoke something, or ask for more. Nothing was written."""),
    CHANGED_MEANWHILE(412, "The record was changed meanwhile", """
            `If-Match` names a version that is no longer the newest. Read the record again, and decide anew."""),
    BODY_TOO_LARGE(413, "The body is too large", """
            Bodies may have at most 1 MiB. Nothing was written."""),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has a media type that this address does not take", """
            Send JSON with `Content-Type: application/json`."""),
    RATE_LIMITED(429, "Too many calls", """
            A limit on the number of calls is used up; `detail` names it. Wait for the number of seconds in `Retry-After`. \
            The headers `RateLimit-Policy` and `RateLimit` of every answer tell the limit that is closest to its end."""),
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts: wait", """
            Passwords or codes were tried too often from this network, or at many places at once for this account. What \
            was sent was not looked at. Try again after the number of seconds in `Retry-After`. Who signed in to the \
            account from this network before is not held up by what others try elsewhere. The answer is the same whether \
            or not there is such an account."""),
    OVERLOADED(429, "More calls came than can be served soon", """
            Marque works at its limit, and answers some calls early with this rather than all of them late. Nothing was \
            written. Try again after the number of seconds in `Retry-After`, a little later each time."""),
    INTERNAL_ERROR(500, "Marque made a mistake", """
            The call failed for a reason inside Marque. The log holds the cause under the `requestId` of this problem. \
            Whether the write happened is shown by reading the record."""),
    IDENTITY_PROVIDER_FAILED(502, "The identity provider does not answer as it should", """
            Marque asked the provider through which somebody wants to sign in, and got no answer, or none that OpenID \
            Connect allows. `detail` tells what was missing, the log has the cause. Start the sign-in again; if it fails \
            again, an administrator checks issuer, client id and client secret."""),
    UNAVAILABLE(503, "Marque cannot do this right now", """
            Usually the database is restarting or out of reach. Try again after the number of seconds in `Retry-After`. If \
            the connection broke in the very moment of the commit, the write may have happened: read the record first.""");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** One line for people; the same for every problem of the type (RFC 9457, section 3.1.3). */
    public String title() {
        return title;
    }

    /** What it means and what to do, in Markdown. */
    public String explanation() {
        return explanation;
    }

    /** The stable name that clients switch on, in kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
