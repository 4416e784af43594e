package io.github.dropshiproutes.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import io.github.dropshiproutes.support.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class ThrottledLoginTest {

    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final ThrottledLogin login = new ThrottledLogin(new DaoAuthenticationProvider(
            new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}right").roles("ADMIN").build())), clock);

    private UsernamePasswordAuthenticationToken attempt(String address, String password) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        UsernamePasswordAuthenticationToken attempt = UsernamePasswordAuthenticationToken.unauthenticated("ada", password);
        attempt.setDetails(new WebAuthenticationDetails(request));
        return attempt;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> login.authenticate(attempt("192.0.2.1", "wrong"))).isInstanceOf(BadCredentialsException.class);
        }
    }

    @Test
    void afterTenWrongPasswordsEvenTheRightOneWaitsAMinute() {
        fail(10);
        assertThatThrownBy(() -> login.authenticate(attempt("192.0.2.1", "right"))).isInstanceOf(LockedException.class);
        clock.move(Duration.ofSeconds(59));
        assertThatThrownBy(() -> login.authenticate(attempt("192.0.2.1", "right"))).isInstanceOf(LockedException.class);
        clock.move(Duration.ofSeconds(2));
        assertThat(login.authenticate(attempt("192.0.2.1", "right")).isAuthenticated()).isTrue();
    }

    @Test
    void anotherAddressIsNotPunished() {
        fail(10);
        assertThat(login.authenticate(attempt("192.0.2.2", "right")).isAuthenticated()).isTrue();
    }

    @Test
    void aRightPasswordForgivesTheWrongOnes() {
        fail(9);
        login.authenticate(attempt("192.0.2.1", "right"));
        fail(9);
        assertThat(login.authenticate(attempt("192.0.2.1", "right")).isAuthenticated()).isTrue();
    }

    @Test
    void wrongOnesLongAgoDoNotAddUp() {
        fail(9);
        clock.move(Duration.ofMinutes(2));
        fail(9);
        assertThat(login.authenticate(attempt("192.0.2.1", "right")).isAuthenticated()).isTrue();
    }
}
