package io.github.dropshiproutes.inbox;

import io.github.dropshiproutes.inbox.IntakeMetrics.Result;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The door of {@code /webhook/**}: bounds what a stranger can make us read, hides from everything behind it what only
 * invites parsing (see {@link WebhookRequest}), and hands the request straight to its route. The other filters
 * (sessions, sign-in, forms) have nothing to do with a sender who identifies himself by a signature, and took a third
 * of the time of a webhook. Refusals are RFC 9457 problems.
 */
public class WebhookFilter extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);

    /** Any other spelling of a path goes the ordinary way, through all filters. */
    private static final Pattern PLAIN_PATH = Pattern.compile("/webhook/([a-z]{1,20})");

    /** Room taken before anything has arrived; enough for an ordinary order. */
    private static final int FIRST_ROOM = 16 * 1024;

    private final transient ServletThreadEngine routes;
    private final transient IntakeSettings settings;
    private final transient IntakeMetrics metrics;
    private final transient IntakeAlarm alarm;
    private final transient BooleanSupplier open;
    private final AtomicLong bytesInFlight = new AtomicLong();

    /** A request that is answered here. */
    private static final class Refusal extends Exception {

        private final HttpStatus status;

        Refusal(HttpStatus status, String detail) {
            super(detail, null, false, false);
            this.status = status;
        }
    }

    /**
     * @param routes knows which route takes a path
     * @param open   whether the routes are there to take a request
     */
    public WebhookFilter(ServletThreadEngine routes, IntakeSettings settings, IntakeMetrics metrics, IntakeAlarm alarm,
                         BooleanSupplier open) {
        this.routes = routes;
        this.settings = settings;
        this.metrics = metrics;
        this.alarm = alarm;
        this.open = open;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (PLAIN_PATH.matcher(request.getRequestURI()).matches()) {
            take(request, new WebhookResponse(response), chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void take(HttpServletRequest request, WebhookResponse response, FilterChain chain) throws IOException, ServletException {
        long start = System.nanoTime();
        long[] held = new long[1];
        boolean answered = false;
        try {
            admit(request);
            WebhookRequest webhook = new WebhookRequest(request, read(request, start, held));
            if (!routes.take(request.getRequestURI(), webhook, response)) {
                chain.doFilter(webhook, response);
            }
            answered = true;
        } catch (Refusal refusal) {
            refuse(response, refusal);
            answered = true;
        } finally {
            bytesInFlight.addAndGet(-held[0]);
            // What an exception ends is answered 500 by the server, later.
            measure(request, answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, System.nanoTime() - start);
        }
    }

    private void admit(HttpServletRequest request) throws Refusal {
        if (!"POST".equals(request.getMethod())) {
            throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED, "A webhook is delivered with POST.");
        }
        if (!open.getAsBoolean()) {
            throw new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "Starting or stopping; deliver it again.");
        }
        if (request.getContentLengthLong() > settings.maxBody().toBytes()) {
            throw tooLarge();
        }
    }

    /** Makes room for what really arrives, not for what the length promises: a promise costs the sender nothing. */
    private byte[] read(HttpServletRequest request, long start, long[] held) throws Refusal {
        byte[] room = new byte[FIRST_ROOM];
        int size = 0;
        try {
            InputStream in = request.getInputStream();
            for (int n = in.read(room); n >= 0; n = in.read(room, size, room.length - size)) {
                size += n;
                held[0] = size;
                check(size, bytesInFlight.addAndGet(n), System.nanoTime() - start);
                if (size == room.length) {
                    room = Arrays.copyOf(room, 2 * size);
                }
            }
        } catch (IOException e) {
            LOG.debug("A webhook's body broke off", e);
            throw new Refusal(HttpStatus.BAD_REQUEST, "The body could not be read to its end.");
        }
        return Arrays.copyOf(room, size);
    }

    private void check(int size, long inFlight, long nanos) throws Refusal {
        if (size > settings.maxBody().toBytes()) {
            throw tooLarge();
        }
        if (inFlight > settings.maxBytesInFlight().toBytes()) {
            throw new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "Too many bodies arrive at the same time; deliver it again.");
        }
        if (nanos > settings.readWithin().toNanos()) {
            throw new Refusal(HttpStatus.REQUEST_TIMEOUT, "The body took longer than " + settings.readWithin().toSeconds() + " s.");
        }
    }

    private Refusal tooLarge() {
        return new Refusal(HttpStatus.PAYLOAD_TOO_LARGE, "A body may have at most " + settings.maxBody().toBytes() + " bytes.");
    }

    private void refuse(WebhookResponse response, Refusal refusal) throws IOException {
        switch (refusal.status) {
            case METHOD_NOT_ALLOWED -> response.setHeader(HttpHeaders.ALLOW, "POST");
            case SERVICE_UNAVAILABLE -> response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(settings.retryAfterSeconds()));
            default -> response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        response.sendProblem(refusal.status, refusal.getMessage());
    }

    private void measure(HttpServletRequest request, int status, long nanos) {
        String source = request.getRequestURI().substring("/webhook/".length());
        metrics.answered(source, nanos);
        alarm.answered(source, status, nanos);
        switch (status) {
            case HttpServletResponse.SC_OK -> { } // counted where it is stored
            case HttpServletResponse.SC_UNAUTHORIZED -> metrics.count(source, Result.REFUSED_SIGNATURE);
            case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> metrics.count(source, Result.TOO_LARGE);
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> metrics.count(source, Result.UNAVAILABLE);
            default -> LOG.debug("A webhook was answered {}", status);
        }
    }
}
