package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells the product of every change of a trade's status, once an address is set. Anything but a 200 within 500 ms is a
 * failure and tried again later, with the status that stands then; and who fails too often is told nothing any more, until
 * somebody re-enables it. What is not told while nothing is sent is never told: polling has to find it.
 */
public final class Pushes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Pushes.class.getName());

    private static final int RETRIES = 12;
    private static final int WINDOW = 20;
    private static final int LEAST = 10;
    private static final long LOOK_MILLIS = 50;
    /** A slow receiver holds these and nothing else. */
    private static final int WORKERS = 4;
    private static final int QUEUE = 64;

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String supplier;
    private final SandboxOptions.Application application;
    private final Clock clock;
    private final Trades<?> trades;
    private final Tokens tokens;
    private final Messages messages;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE), task -> daemon(task, "sandbox-push"));
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "sandbox-push-look"));

    /** The last step of each trade that has been seen, told or not. */
    private final Map<String, Step> seen = new ConcurrentHashMap<>();
    /** From when there may be something new of a trade; the others are not looked at. */
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final List<Message> waiting = new ArrayList<>();
    private final Deque<Boolean> outcomes = new ArrayDeque<>();
    private final Deque<ObjectNode> recent = new ArrayDeque<>();
    private final Counts counts = new Counts();
    private volatile Duration patience = Duration.ofMillis(500);
    private int copies = 1;
    private boolean disorder;
    private Duration retryAfter;
    private URI url;
    private State state = State.ON;
    private boolean looking;

    Pushes(String supplier, SandboxOptions.Application application, SandboxOptions options, Trades<?> trades, Tokens tokens,
           Messages messages) {
        this.supplier = supplier;
        this.application = application;
        this.clock = options.clock();
        this.trades = trades;
        this.tokens = tokens;
        this.messages = messages;
        this.retryAfter = options.pushRetry();
        trades.onChange(tradeId -> due.put(tradeId, Instant.MIN));
    }

    /** What a supplier tells of an order. */
    interface Messages {

        /** @return the types of the messages of a step, in their order; none = nobody is told */
        List<Integer> types(Step step, boolean isNew);

        /** @return the type of a message that a person sends without saying one */
        String usualType();

        byte[] body(int type, String tradeId, Step step, Buyer buyer, Instant now);
    }

    private enum State { ON, OFF, STOPPED }

    private static final class Counts {

        private int delivered;
        private int failed;
        private int retried;
        private int givenUp;
        private int untold;
        private int skipped;
    }

    private static final class Message {

        private final int type;
        private final String tradeId;
        private final Step step;
        private int attempts;
        private Instant dueAt;
        private boolean inFlight;

        Message(int type, String tradeId, Step step, Instant dueAt) {
            this.type = type;
            this.tradeId = tradeId;
            this.step = step;
            this.dueAt = dueAt;
        }
    }

    /** Tells from now on, when there is an address; what the ledger has brought back before is not told. */
    void start() {
        url(application.pushUrl());
    }

    /**
     * @param callback the whole address; null = nothing is sent
     * @throws IllegalArgumentException when it is no absolute http or https address
     */
    public void url(String callback) {
        URI uri = callback == null || callback.isBlank() ? null : URI.create(callback.trim());
        if (uri != null && (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme()))) {
            throw new IllegalArgumentException("webhook-url: expected an absolute http or https address");
        }
        boolean first;
        synchronized (this) {
            url = uri;
            first = uri != null && !looking;
            looking |= first;
        }
        if (first) {
            // What has happened before somebody listened is not told.
            seen.putAll(trades.steps());
            seen.keySet().forEach(tradeId -> due.put(tradeId, Instant.MIN));
            looker.scheduleWithFixedDelay(this::lookSafely, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Switches pushing off, or on again, also after too many failures; what was waiting is forgotten when it is switched off. */
    public synchronized void enabled(boolean on) {
        state = on ? State.ON : State.OFF;
        outcomes.clear();
        if (!on) {
            forget();
        }
    }

    /** @param time on the sandbox's clock from a failure to the next attempt */
    public synchronized void retryAfter(Duration time) {
        retryAfter = time;
    }

    /** @param time in which the receiver has to answer; 500 ms unless a test on a busy machine says otherwise */
    public void patience(Duration time) {
        patience = time;
    }

    /** @param number how often every message is sent from now on, 1 to 10 */
    public synchronized void copies(int number) {
        if (number < 1 || number > 10) {
            throw new IllegalArgumentException("copies: expected 1 to 10, got " + number);
        }
        copies = number;
    }

    /** @param newestFirst whether messages that are due at the same time are sent in the wrong order */
    public synchronized void disorder(boolean newestFirst) {
        disorder = newestFirst;
    }

    /** @return how many messages were answered with 200 in time */
    public synchronized int delivered() {
        return counts.delivered;
    }

    /** @return how many attempts were not */
    public synchronized int failed() {
        return counts.failed;
    }

    /** @return whether too many failures have ended it */
    public synchronized boolean isStopped() {
        return state == State.STOPPED;
    }

    synchronized ObjectNode describe() {
        ObjectNode node = Json.object().put("url", url == null ? null : url.toString())
                .put("state", state.name().toLowerCase(Locale.ROOT)).put("retry_seconds", retryAfter.toSeconds())
                .put("copies", copies).put("disorder", disorder)
                .put("delivered", counts.delivered).put("failed", counts.failed).put("retried", counts.retried)
                .put("given_up", counts.givenUp).put("untold", counts.untold).put("skipped", counts.skipped)
                .put("waiting", waiting.size())
                .put("failed_of_last", outcomes.stream().filter(ok -> !ok).count() + "/" + outcomes.size());
        ArrayNode list = node.putArray("recent");
        recent.forEach(list::add);
        return node;
    }

    /** Back to the beginning: on, nothing counted, nothing waiting. */
    void clear() {
        seen.clear();
        due.clear();
        synchronized (this) {
            state = State.ON;
            copies = 1;
            disorder = false;
            waiting.clear();
            outcomes.clear();
            recent.clear();
            counts.delivered = counts.failed = counts.retried = counts.givenUp = counts.untold = counts.skipped = 0;
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
        workers.shutdownNow();
    }

    private void lookSafely() {
        try {
            Instant now = clock.instant();
            due.forEach((tradeId, at) -> {
                if (!at.isAfter(now)) {
                    look(tradeId, now);
                }
            });
            sendDue();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Looking for pushes failed", e);
        }
    }

    private void look(String tradeId, Instant now) {
        // Removed before it is looked at, so that a change in between puts it back.
        due.remove(tradeId);
        Trades.News news = trades.news(tradeId, seen.get(tradeId), now);
        if (news == null) {
            return;
        }
        if (news.next() != null) {
            due.merge(tradeId, news.next(), (one, other) -> one.isBefore(other) ? one : other);
        }
        boolean isNew = !seen.containsKey(tradeId);
        boolean connected = news.steps().isEmpty() || tokens.isConnected(news.account());
        for (Step step : news.steps()) {
            seen.put(tradeId, step);
            for (int type : messages.types(step, isNew)) {
                tell(type, tradeId, step, connected);
            }
            isNew = false;
        }
    }

    private synchronized void tell(int type, String tradeId, Step step, boolean connected) {
        if (url == null || state != State.ON) {
            counts.untold++;
        } else if (!connected) {
            // The platform is silent about accounts whose token has ended.
            counts.skipped++;
        } else {
            for (int copy = 0; copy < copies; copy++) {
                waiting.add(new Message(type, tradeId, step, clock.instant()));
            }
        }
    }

    private synchronized void sendDue() {
        Instant now = clock.instant();
        List<Message> inOrder = new ArrayList<>(waiting);
        if (disorder) {
            Collections.reverse(inOrder);
        }
        for (Message message : inOrder) {
            if (url != null && !message.inFlight && !message.dueAt.isAfter(now)) {
                URI to = url;
                try {
                    workers.execute(() -> send(message, to));
                } catch (RejectedExecutionException e) {
                    return;
                }
                message.inFlight = true;
            }
        }
    }

    private void send(Message message, URI to) {
        Instant now = clock.instant();
        // An attempt after the first carries what the platform finds when it looks again, not what it wanted to say.
        Step step = message.attempts == 0 ? message.step : seen.getOrDefault(message.tradeId, message.step);
        String answer;
        try {
            byte[] body = messages.body(message.type, message.tradeId, step, tokens.buyer(trades.account(message.tradeId)), now);
            answer = post(to, body);
        } catch (RuntimeException e) {
            answer = e.getClass().getSimpleName();
        }
        finish(message, step, answer, now);
    }

    private String post(URI to, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(to).header("Content-Type", "application/json")
                .header("Authorization", GatewaySigner.push(application.key(), body, application.secret()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        CompletableFuture<HttpResponse<Void>> sending = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return String.valueOf(sending.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            sending.cancel(true);
            return "no answer within " + patience.toMillis() + " ms";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        } catch (InterruptedException e) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return "the sandbox ends";
        }
    }

    private synchronized void finish(Message message, Step step, String answer, Instant now) {
        if (!waiting.contains(message)) {
            // Pushing has been stopped, switched off or reset meanwhile.
            return;
        }
        boolean ok = answer.equals("200");
        message.attempts++;
        message.inFlight = false;
        counts.delivered += ok ? 1 : 0;
        counts.failed += ok ? 0 : 1;
        counts.retried += message.attempts > 1 ? 1 : 0;
        keep(recent, Json.object().put("at", now.toString()).put("trade_id", message.tradeId).put("message_type", message.type)
                .put("status", step.status()).put("attempt", message.attempts).put("answer", answer));
        if (ok) {
            waiting.remove(message);
        } else if (message.attempts > RETRIES) {
            waiting.remove(message);
            counts.givenUp++;
        } else {
            message.dueAt = clock.instant().plus(retryAfter);
        }
        keep(outcomes, ok);
        long failures = outcomes.stream().filter(good -> !good).count();
        if (state == State.ON && outcomes.size() >= LEAST && failures * 2 > outcomes.size()) {
            state = State.STOPPED;
            LOG.log(System.Logger.Level.WARNING, "The sandbox pushes no more, " + failures + " of " + outcomes.size()
                    + " failed, the last with: " + answer + ". POST /sandbox/" + supplier + "/pushes?enabled=true goes on");
            forget();
        }
    }

    private void forget() {
        counts.untold += waiting.size();
        waiting.clear();
    }

    private static <T> void keep(Deque<T> last, T next) {
        last.addLast(next);
        if (last.size() > WINDOW) {
            last.removeFirst();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
