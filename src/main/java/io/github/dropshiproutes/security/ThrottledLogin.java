package io.github.dropshiproutes.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Makes guessing passwords slow: after ten wrong ones from an address, none is looked at for a minute. */
class ThrottledLogin implements AuthenticationProvider {

    private static final int WRONG_ONES = 10;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Beyond so many addresses the one that was quiet longest is forgotten; memory stays bounded. */
    private static final int REMEMBERED = 10_000;

    private final AuthenticationProvider passwords;
    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant last) {
    }

    ThrottledLogin(AuthenticationProvider passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address = address(attempt);
        if (isPaused(address)) {
            throw new LockedException("Too many wrong passwords; wait a minute.");
        }
        try {
            Authentication success = passwords.authenticate(attempt);
            forget(address);
            return success;
        } catch (BadCredentialsException wrong) {
            remember(address);
            throw wrong;
        }
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    private synchronized boolean isPaused(String address) {
        Failures known = failures.get(address);
        return known != null && known.count >= WRONG_ONES && clock.instant().isBefore(known.last.plus(PAUSE));
    }

    private synchronized void remember(String address) {
        Instant now = clock.instant();
        failures.merge(address, new Failures(1, now), (known, first) ->
                now.isAfter(known.last.plus(PAUSE)) ? first : new Failures(known.count + 1, now));
    }

    private synchronized void forget(String address) {
        failures.remove(address);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
