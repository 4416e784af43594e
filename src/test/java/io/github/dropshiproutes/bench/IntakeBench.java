package io.github.dropshiproutes.bench;

import io.github.dropshiproutes.inbox.RestartableDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the two servers in turn, round after round, and prints what each acknowledged. Usage:
 * {@code IntakeBench [connections,...] [rounds] [seconds] [setting=value ...]}; the settings are the route's.
 */
public final class IntakeBench {

    private static final String SECRET = "bench-secret";

    /** Until the compiler has seen what there is to see; half of it, for each of the two, twice. */
    private static final Duration WARM_UP = Duration.ofSeconds(12);

    private final RestartableDatabase database;
    private final List<String> settings;
    private final byte[] body = SampleOrder.body();
    private int round;

    private IntakeBench(RestartableDatabase database, List<String> settings) {
        this.database = database;
        this.settings = settings;
    }

    public static void main(String[] args) throws Exception {
        int[] connections = Arrays.stream((args.length > 0 ? args[0] : "64,200").split(",")).mapToInt(Integer::parseInt).toArray();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        Duration time = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 6);
        boolean kept;
        try (RestartableDatabase database = new RestartableDatabase()) {
            kept = new IntakeBench(database, Arrays.stream(args).skip(3).toList()).run(connections, rounds, time);
        }
        System.exit(kept ? 0 : 1);
    }

    /** @return false when an acknowledged webhook is not in the table */
    private boolean run(int[] connections, int rounds, Duration time) throws Exception {
        boolean kept = true;
        try (ServerProcess route = ServerProcess.start("route", RouteServer.class, routeProperties());
             ServerProcess controller = ServerProcess.start("controller", ControllerServer.class, controllerProperties())) {
            System.out.printf("Body %d bytes; PostgreSQL with fsync and synchronous_commit on; %d processors%n", body.length,
                    Runtime.getRuntime().availableProcessors());
            for (int n : connections) {
                kept &= compare(route, controller, n, rounds, time);
            }
        }
        return kept;
    }

    private boolean compare(ServerProcess route, ServerProcess controller, int connections, int rounds, Duration time) throws Exception {
        System.out.printf("%n%d connections%n", connections);
        for (ServerProcess server : List.of(route, controller, route, controller)) {
            send(server, connections, WARM_UP);
        }
        List<Sender.Round> routes = new ArrayList<>();
        List<Sender.Round> controllers = new ArrayList<>();
        int lost = 0;
        for (int n = 0; n < rounds; n++) {
            // The order changes, so that neither always follows the other.
            for (ServerProcess server : n % 2 == 0 ? List.of(route, controller) : List.of(controller, route)) {
                Sender.Round result = send(server, connections, time);
                (server == route ? routes : controllers).add(result);
                lost += lost(result);
                System.out.printf("  %-10s %8.0f/s  p50 %6.1f ms  p99 %6.1f ms  %d not acknowledged in %.1f s%n", server.name(),
                        result.perSecond(), result.percentileMillis(0.5), result.percentileMillis(0.99), result.failed(), result.seconds());
            }
        }
        summary("route", routes);
        summary("controller", controllers);
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, n -> routes.get(n).perSecond() / controllers.get(n).perSecond());
        System.out.printf("ratio %.2f (median of %d rounds, %.2f to %.2f); acknowledged but not stored: %d%n", median(ratios), rounds,
                Arrays.stream(ratios).min().orElseThrow(), Arrays.stream(ratios).max().orElseThrow(), lost);
        return lost == 0;
    }

    private static void summary(String name, List<Sender.Round> rounds) {
        System.out.printf("%-10s acknowledged %.0f/s  p50 %.1f ms  p99 %.1f ms%n", name,
                median(rounds.stream().mapToDouble(Sender.Round::perSecond).toArray()),
                median(rounds.stream().mapToDouble(r -> r.percentileMillis(0.5)).toArray()),
                median(rounds.stream().mapToDouble(r -> r.percentileMillis(0.99)).toArray()));
    }

    /** Both start every round from an empty table and a fresh checkpoint. */
    private Sender.Round send(ServerProcess server, int connections, Duration time) throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE inbox");
            statement.execute("CHECKPOINT");
        }
        return new Sender(server.address(), connections, "bench-" + round++ + "-", SECRET, body).run(time);
    }

    private int lost(Sender.Round result) throws SQLException {
        Set<String> missing = new HashSet<>(result.acknowledged());
        try (Connection connection = connect(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("SELECT split_part(message_key, ':', 3), octet_length(body) FROM inbox")) {
            while (rows.next()) {
                if (rows.getInt(2) == body.length) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        return missing.size();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), "postgres", "postgres");
    }

    private List<String> routeProperties() {
        List<String> properties = new ArrayList<>(settings);
        properties.addAll(RouteServer.properties(database.url(), "my-store.myshopify.com", SECRET));
        return properties;
    }

    private List<String> controllerProperties() {
        return List.of("spring.datasource.url=" + database.url(), "spring.datasource.username=postgres",
                "spring.datasource.hikari.maximum-pool-size=10", "shopify.webhook-secrets=" + SECRET,
                "spring.profiles.active=" + ControllerServer.PROFILE);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
