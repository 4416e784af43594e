package io.github.dropshiproutes.security;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.github.dropshiproutes.web.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Who may call what (contract, "HTTP"). Webhooks prove themselves by signature; integrations by the bearer key; people
 * by signing in, with a role. Anything not named here is for admins.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
public class SecurityConfiguration {

    private static final String REALM = "Dropship Routes";
    /** Nothing of ours is framed or loads plug-ins; what scripts may do is left to each page. */
    private static final String CONTENT_POLICY = "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    /** Webhooks pass no filter they do not need: they are many, and have no session, sign-in or form. */
    @Bean
    @Order(1)
    SecurityFilterChain webhooks(HttpSecurity http) throws Exception {
        return http.securityMatcher("/webhook/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everythingElse(HttpSecurity http, @Value("${api.key:}") String apiKey) throws Exception {
        AuthenticationEntryPoint basic = basic();
        return http
                .authorizeHttpRequests(may -> may
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.ERROR).permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**", "/error").permitAll()
                        .requestMatchers("/actuator/prometheus").hasAnyRole(BearerKeyFilter.ROLE, "VIEWER")
                        .requestMatchers(HttpMethod.GET, "/api/**", "/openapi.json", "/docs/**")
                                .hasAnyRole(BearerKeyFilter.ROLE, "VIEWER")
                        .requestMatchers("/api/**").hasAnyRole(BearerKeyFilter.ROLE, "OPERATOR")
                        .requestMatchers(HttpMethod.GET, "/console", "/console/**", "/webjars/**").hasRole("VIEWER")
                        .requestMatchers("/console/**", "/connect/**").hasRole("OPERATOR")
                        .anyRequest().hasRole("ADMIN"))
                .formLogin(form -> form.permitAll().defaultSuccessUrl("/console"))
                .httpBasic(programs -> programs.authenticationEntryPoint(basic))
                // A browser is shown the form, a program told how to authenticate; a redirect would tell it nothing.
                .exceptionHandling(refused -> refused.accessDeniedHandler(forbidden())
                        .defaultAuthenticationEntryPointFor(unauthorised(), SecurityConfiguration::isApi)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), SecurityConfiguration::isPage)
                        .defaultAuthenticationEntryPointFor(basic, AnyRequestMatcher.INSTANCE))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(eagerly())
                        .ignoringRequestMatchers(BearerKeyFilter::isShownBy))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> { }))
                .addFilterBefore(new BearerKeyFilter(apiKey), BasicAuthenticationFilter.class)
                .build();
    }

    private static AuthenticationEntryPoint basic() {
        BasicAuthenticationEntryPoint basic = new BasicAuthenticationEntryPoint();
        basic.setRealmName(REALM);
        return basic;
    }

    private static AuthenticationEntryPoint unauthorised() {
        return (request, response, refused) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"" + REALM + "\"");
            Problem.write(request, response, HttpStatus.UNAUTHORIZED, "Send 'Authorization: Bearer' with API_KEY, or sign in.");
        };
    }

    private static AccessDeniedHandler forbidden() {
        AccessDeniedHandler plain = new AccessDeniedHandlerImpl();
        return (request, response, refused) -> {
            if (isApi(request)) {
                Problem.write(request, response, HttpStatus.FORBIDDEN,
                        "Your role does not allow this, or a browser's request came without its X-XSRF-TOKEN header.");
            } else {
                plain.handle(request, response, refused);
            }
        };
    }

    private static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.equals("/openapi.json");
    }

    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    // Only a page is worth coming back to after signing in; a program's request must not open a session.
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod()) && isPage(request) && !isApi(request));
        return cache;
    }

    // Readable by scripts, which is how Hawtio and the console send it back.
    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(token -> token.sameSite("Lax"));
        return cookie;
    }

    private static CsrfTokenRequestAttributeHandler eagerly() {
        CsrfTokenRequestAttributeHandler handler = new CsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.fromHierarchy("ROLE_ADMIN > ROLE_OPERATOR\nROLE_OPERATOR > ROLE_VIEWER");
    }

    /** The one way to sign in; declared as the provider, so that Spring Boot makes no user of its own. */
    @Bean
    AuthenticationProvider login(ConsoleSettings console, Clock clock) {
        PasswordEncoder passwords = new BCryptPasswordEncoder();
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users(console, passwords));
        provider.setPasswordEncoder(passwords);
        return new ThrottledLogin(provider, clock);
    }

    private static UserDetailsService users(ConsoleSettings console, PasswordEncoder passwords) {
        List<UserDetails> users = new ArrayList<>();
        if (!console.username().isBlank() && !console.password().isEmpty()) {
            users.add(user(console.username(), passwords.encode(console.password()), ConsoleSettings.Role.ADMIN));
        }
        console.users().forEach(user -> users.add(user(user.username(), user.password(), user.role())));
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(String name, String hash, ConsoleSettings.Role role) {
        return User.withUsername(name).password(hash).roles(role.name()).build();
    }

    @Bean
    @Lazy
    TokenCipher tokenCipher(@Value("${tokens.encryption-keys}") List<String> keys) {
        return new TokenCipher(keys);
    }
}
