package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What each fault does to a call that was let in, the same for every upstream. */
final class FaultSwitch implements AutoCloseable {

    private static final String GARBAGE = "\u0000\u0001{\"code\":\"0\",\"val";

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-delayed-acts");
        thread.setDaemon(true);
        return thread;
    });

    /** @param code what the ledger says of it */
    record Answer(ObjectNode body, String code) {

        /** Nothing was done, and nothing is answered. */
        static final Answer NONE = new Answer(null, "");
    }

    /** A call that was let in, as its upstream knows it. */
    interface Call {

        /** Does what was asked for. */
        Answer act();

        /** @return what {@link FaultAction#CODE} answers */
        Answer refuse(Fault fault);

        /** @return what {@link FaultAction#THROTTLE} answers */
        Answer throttle();

        /** @return the answer without what it is about, or with nothing in its place when {@code empty} */
        Answer withoutPayload(Answer answer, boolean empty);

        /** Writes it down. */
        void record(Answer answer, String fault);

        /** @return the HTTP status of an answer */
        int status(Answer answer);

        /** @return the page that a blocked caller gets */
        String blocked();
    }

    /** @param fault null = there is none */
    void answer(HttpExchange exchange, Fault fault, Call call) throws IOException, InterruptedException {
        if (fault == null) {
            finish(exchange, call, call.act(), null);
            return;
        }
        String name = fault.action().wireName();
        switch (fault.action()) {
            case CODE -> finish(exchange, call, call.refuse(fault), name);
            case THROTTLE -> finish(exchange, call, call.throttle(), name);
            case DELAY -> {
                sleep(fault);
                finish(exchange, call, call.act(), name);
            }
            case DROP_BEFORE -> {
                call.record(Answer.NONE, name);
                Http.drop(exchange);
            }
            case DROP_AFTER -> {
                call.record(call.act(), name);
                Http.drop(exchange);
            }
            case LATE -> {
                Answer answer = call.act();
                call.record(answer, name);
                sleep(fault);
                Http.json(exchange, call.status(answer), answer.body);
            }
            case DELAYED_ACT -> {
                later.schedule(() -> call.record(call.act(), name), fault.wait(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
                Http.drop(exchange);
            }
            case GARBAGE -> {
                call.record(call.act(), name);
                Http.send(exchange, 200, "application/json;charset=utf-8", bytes(fault.body(), GARBAGE));
            }
            case TRUNCATE -> {
                Answer answer = call.act();
                call.record(answer, name);
                Http.sendHalf(exchange, Json.bytes(answer.body));
            }
            case HTML -> {
                call.record(Answer.NONE, name);
                Http.send(exchange, 200, "text/html;charset=utf-8", bytes(fault.body(), call.blocked()));
            }
            case STATUS -> {
                call.record(Answer.NONE, name);
                sendStatus(exchange, fault);
            }
            case STATUS_AFTER -> {
                call.record(call.act(), name);
                sendStatus(exchange, fault);
            }
            case EMPTY_VALUE -> finish(exchange, call, call.withoutPayload(call.act(), true), name);
            case MISSING_VALUE -> finish(exchange, call, call.withoutPayload(call.act(), false), name);
            case HIDE, PRICE, PAYING -> throw new IllegalStateException(name + " decides no answer");
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    static void finish(HttpExchange exchange, Call call, Answer answer, String fault) throws IOException {
        call.record(answer, fault);
        Http.json(exchange, call.status(answer), answer.body);
    }

    private static void sendStatus(HttpExchange exchange, Fault fault) throws IOException {
        int status = fault.httpStatus() == null ? 502 : fault.httpStatus();
        String body = fault.body() == null ? "<html><body><h1>" + status + "</h1></body></html>" : fault.body();
        Http.send(exchange, status, body.startsWith("{") ? "application/json;charset=utf-8" : "text/html;charset=utf-8", bytes(body, ""));
    }

    private static byte[] bytes(String given, String otherwise) {
        return (given == null ? otherwise : given).getBytes(StandardCharsets.UTF_8);
    }

    private static void sleep(Fault fault) throws InterruptedException {
        Thread.sleep(fault.wait(Duration.ZERO).toMillis());
    }
}
