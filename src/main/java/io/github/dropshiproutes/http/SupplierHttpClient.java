package io.github.dropshiproutes.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The settings of the HTTP client behind every supplier call. The client's own repetitions are off: whether a call may
 * be repeated is decided in the routes, where it can be read. A call as a whole ends after {@code calls.timeout},
 * however slowly the answer drips.
 */
@Component("supplierHttpClient")
public class SupplierHttpClient implements HttpClientConfigurer, AutoCloseable {

    private final Duration callTimeout;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "supplier-call-watch");
        thread.setDaemon(true);
        return thread;
    });

    public SupplierHttpClient(@Value("${calls.timeout}") Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableAuthCaching()
                .setRequestExecutor(new GatedExecutor())
                .addExecInterceptorFirst("call-timeout", (request, scope, chain) -> {
                    AtomicBoolean late = new AtomicBoolean();
                    if (scope.originalRequest instanceof Cancellable cancellable) {
                        watch.schedule(() -> {
                            late.set(true);
                            cancellable.cancel();
                        }, callTimeout.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    try {
                        return chain.proceed(request, scope);
                    } catch (IOException failed) {
                        // A connection that was closed for being late looks like one that broke.
                        throw late.get() ? new InterruptedIOException("no answer within " + callTimeout) : failed;
                    }
                });
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Looks at the gate when the connection stands and nothing has been written yet. */
    private static final class GatedExecutor extends HttpRequestExecutor {

        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
                                           HttpResponseInformationCallback informationCallback, HttpContext context)
                throws IOException, HttpException {
            SpendingGate.check();
            return super.execute(request, connection, informationCallback, context);
        }
    }
}
