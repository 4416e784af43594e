package io.github.dropshiproutes.house;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every class of the house keeps to. A constant is a rule, its check, and a class that must be objected to. */
enum JavaRule {

    THE_SANDBOX_SHARES_NO_PRODUCT_CLASS(JavaChecks::sandboxUsesProduct, "sandbox", "class Bad { Object x = new %s.orders.Other(); }"),
    THE_PRODUCT_KNOWS_THE_SANDBOX_IN_ONE_LAUNCHER_ONLY(JavaChecks::productUsesSandbox, "orders",
            "class Bad { Object x = new %s.sandbox.Other(); }"),
    ONLY_THE_SANDBOX_OPENS_SERVER_SOCKETS(JavaChecks::serverSockets, "orders",
            "class Bad { void x() throws Exception { new java.net.ServerSocket(0).close(); } }"),
    NOTHING_IS_PRINTED_BESIDE_THE_LOG(JavaChecks::printing, "orders", "class Bad { void x() { System.out.println(1); } }"),
    NO_STACK_TRACE_IS_PRINTED(JavaChecks::printing, "orders", "class Bad { void x(Exception e) { e.printStackTrace(); } }"),
    DATES_ARE_OF_JAVA_TIME(JavaChecks::oldDates, "orders", "class Bad { Object x = new java.util.Date(0); }"),
    NO_MONEY_IS_KEPT_IN_A_FLOATING_NUMBER(JavaChecks::floatingMoney, "orders", "class Bad { private double total; }"),
    NO_MONEY_IS_PASSED_AS_A_FLOATING_NUMBER(JavaChecks::floatingMoney, "orders", "class Bad { void pay(Float total) { } }"),
    TIME_COMES_FROM_A_CLOCK(JavaChecks::wallClock, "orders", "class Bad { Object x = java.time.Instant.now(); }"),
    TIME_COMES_FROM_A_CLOCK_ALSO_BY_REFERENCE(JavaChecks::wallClock, "orders",
            "class Bad { java.util.function.Supplier<?> x = java.time.LocalDate::now; }"),
    THE_SYSTEM_CLOCK_IS_A_BEAN_ONLY(JavaChecks::wallClock, "orders", "class Bad { Object x = java.time.Clock.systemUTC(); }"),
    THE_STOPWATCH_IS_FOR_DEADLINES(JavaChecks::stopwatches, "orders", "class Bad { long x = System.nanoTime(); }"),
    NOTHING_SLEEPS(JavaChecks::sleeping, "orders", "class Bad { void x() throws Exception { Thread.sleep(1); } }"),
    EVERY_PACKAGE_SAYS_WHAT_LIVES_IN_IT(JavaChecks::packagesWithoutWord, "lonely", "class Bad { }"),
    EVERY_PUBLIC_TYPE_HAS_JAVADOC(JavaChecks::typesWithoutJavadoc, "orders", "public class Bad { }"),
    EVERY_PUBLIC_TYPE_WITHIN_A_TYPE_HAS_JAVADOC(JavaChecks::typesWithoutJavadoc, "orders",
            "/** Good. */\n@Deprecated\npublic class Bad {\n    public static final class Worse { }\n}");

    private final Function<JavaSources, Stream<String>> check;
    private final String room;
    private final String source;

    JavaRule(Function<JavaSources, Stream<String>> check, String room, String source) {
        this.check = check;
        this.room = room;
        this.source = source;
    }

    List<String> objections(JavaSources sources) {
        return check.apply(sources).toList();
    }

    /** @return the source of a class {@code Bad} that breaks this rule, and its path below the source folder */
    JavaSamples.Source sample() {
        String rootFolder = JavaSources.ROOT.replace('.', '/');
        return new JavaSamples.Source(rootFolder + "/" + room + "/Bad.java",
                "package " + JavaSources.ROOT + "." + room + ";\n\n" + source.formatted(JavaSources.ROOT));
    }
}
