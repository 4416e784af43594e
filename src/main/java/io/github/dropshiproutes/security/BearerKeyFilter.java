package io.github.dropshiproutes.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;

import io.github.dropshiproutes.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who shows {@code API_KEY} as a bearer key, for this one request; a wrong key is refused wherever it is shown. */
class BearerKeyFilter extends OncePerRequestFilter {

    /** The one authority an integration has: {@code /api/**} and the metrics. */
    static final String ROLE = "API";

    private static final String SCHEME = "Bearer ";

    private final byte[] key;

    /** @param key the expected key; empty = none is right */
    BearerKeyFilter(String key) {
        this.key = key.getBytes(UTF_8);
    }

    /** @return true when a bearer key is shown, right or wrong; no browser adds one by itself */
    static boolean isShownBy(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isShownBy(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] shown = request.getHeader(HttpHeaders.AUTHORIZATION).substring(SCHEME.length()).strip().getBytes(UTF_8);
        if (key.length == 0 || !MessageDigest.isEqual(key, shown)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problem.write(request, response, HttpStatus.UNAUTHORIZED, "The bearer key is not API_KEY.");
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("api-key", null,
                List.of(new SimpleGrantedAuthority("ROLE_" + ROLE))));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
