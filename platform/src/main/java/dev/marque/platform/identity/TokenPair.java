package dev.marque.platform.identity;

import java.time.Duration;

/**
 * What a sign-in gives.
 *
 * @param accessToken proves the sign-in to every call, for as long as {@code accessLifetime}
 * @param refreshToken gives the next pair, once
 */
public record TokenPair(String accessToken, Duration accessLifetime, String refreshToken) {

    @Override
    public String toString() {
        return "TokenPair[" + accessLifetime + "]";
    }
}
