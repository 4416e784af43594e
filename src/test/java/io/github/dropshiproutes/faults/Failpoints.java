package io.github.dropshiproutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands before and after each step that {@link FailpointList} names. A worker that comes to an armed one stays there
 * until the test lets it go, or for ever: a process killed meanwhile has died at exactly that place.
 */
final class Failpoints implements InterceptStrategy {

    private final FailpointFiles files;
    private final Set<String> steps;
    private final Set<String> timers = ConcurrentHashMap.newKeySet();

    Failpoints(Path directory) {
        files = new FailpointFiles(directory);
        steps = files.steps();
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String prefix = definition.getNodePrefixId();
        String step = (prefix == null ? "" : prefix) + definition.getId();
        return !steps.contains(step) ? target : new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                stopAt("before", step, exchange);
                return super.process(exchange, doneSync -> {
                    if (!FailpointList.isOfTimer(step, exchange.getFromRouteId()) || foundWork(exchange)) {
                        stopAt("after", step, exchange);
                    }
                    callback.done(doneSync);
                });
            }
        };
    }

    /** A timer's statement that found no work commits nothing. */
    private static boolean foundWork(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Collection<?> rows) {
            return !rows.isEmpty();
        }
        return exchange.getMessage().getHeader(SqlConstants.SQL_UPDATE_COUNT, 0, Integer.class) > 0;
    }

    private void stopAt(String when, String step, Exchange exchange) {
        String name = FailpointList.name(when, step, exchange.getFromRouteId());
        // A timer comes to its statement many times a second; once says it all.
        if (when.equals("after") || !FailpointList.isOfTimer(step, exchange.getFromRouteId()) || timers.add(name)) {
            files.trace(name, exchange.getFromRouteId());
        }
        if (files.reach(name, exchange.getFromRouteId())) {
            while (!files.released(name)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    /** The words between the test and its product: a file for each. */
    static final class FailpointFiles {

        private static final String STEPS = "steps";
        private static final String TRACE = "trace";

        private final Path directory;

        FailpointFiles(Path directory) {
            this.directory = directory;
        }

        void prepare(Collection<String> ofSteps) throws IOException {
            Files.createDirectories(directory);
            Files.write(directory.resolve(STEPS), ofSteps);
            Files.write(directory.resolve(TRACE), new byte[0]);
        }

        Set<String> steps() {
            return Set.copyOf(lines(STEPS));
        }

        /** @return a line for each failpoint passed: its name and the route that the worker came from */
        Collection<String> passed() {
            return lines(TRACE);
        }

        /** @param stage the route whose workers stop there; empty = any */
        void arm(String name, String stage) throws IOException {
            Path prepared = Files.writeString(file("prepared", name), stage);
            Files.move(prepared, file("armed", name), StandardCopyOption.ATOMIC_MOVE);
        }

        boolean reached(String name) {
            return Files.exists(file("reached", name));
        }

        void release(String name) throws IOException {
            Files.createFile(file("released", name));
        }

        private boolean released(String name) {
            return Files.exists(file("released", name));
        }

        /** @return true for the one worker of that stage that comes to it while it is armed */
        private boolean reach(String name, String fromRoute) {
            Path armed = file("armed", name);
            if (!Files.exists(armed)) {
                return false;
            }
            try {
                String stage = Files.readString(armed);
                if (!stage.isEmpty() && !stage.equals(fromRoute)) {
                    return false;
                }
                Files.move(armed, file("reached", name), StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (NoSuchFileException anotherWorkerCameFirst) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void trace(String name, String fromRoute) {
            try {
                Files.writeString(directory.resolve(TRACE), name + " " + fromRoute + "\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Collection<String> lines(String file) {
            try {
                return Files.readAllLines(directory.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path file(String kind, String name) {
            return directory.resolve(kind + "-" + name.replaceAll("[^A-Za-z-]", "_"));
        }
    }
}
