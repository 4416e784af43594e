package io.github.dropshiproutes.house;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;

/** How the rules of {@link JavaRule} are checked; each answers what it objects to. */
final class JavaChecks {

    /** The one class that starts the stand-ins for profile {@code sandbox}. */
    private static final Set<String> LAUNCHERS = Set.of("SandboxLauncher");
    /** Asks the kernel which port is free and hands it to PostgreSQL; nobody is ever served by it. */
    private static final Set<String> PORT_FINDERS = Set.of("EmbeddedDatabase");
    /** What speaks to the person at the terminal. */
    private static final Pattern TERMINAL = Pattern.compile(".*Command|StartUpLines|DropshipRoutesApplication|SandboxServer");
    /** Where the system's clock becomes a bean or an option, and the sender who stamps what it sends. */
    private static final Pattern CLOCK_GIVER = Pattern.compile(".*Configuration|SandboxOptions|SandboxServer|ShopifySamples");
    /** Play upstreams that answer late, which takes its time. */
    private static final Set<String> SLOW_ON_PURPOSE = Set.of("FaultSwitch");
    /** Deadlines of sockets and durations of requests, which a clock that is set right must not move. */
    private static final Set<String> STOPWATCHES = Set.of("LeaseDeadline", "SpendingGate", "WebhookFilter");
    private static final Set<String> MONEY_ROOMS = Set.of("orders", "alibaba", "aliexpress", "catalog", "imports");
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final Set<String> OLD_DATES = Set.of("java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar",
            "java.text.SimpleDateFormat");
    private static final Set<String> SERVER_SOCKETS = Set.of("java.net.ServerSocket", "javax.net.ssl.SSLServerSocket",
            "java.nio.channels.ServerSocketChannel", "java.nio.channels.AsynchronousServerSocketChannel", "java.net.DatagramSocket",
            "com.sun.net.httpserver.HttpServer", "com.sun.net.httpserver.HttpsServer");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^[ ]*public (?:(?:static|final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) (\\w+)");
    private static final Pattern JAVADOC_BEFORE = Pattern.compile("\\*/\\s*(@[\\w.]+(\\(([^()]|\\([^()]*\\))*\\))?\\s*)*\\z");

    private JavaChecks() {
    }

    static Stream<String> sandboxUsesProduct(JavaSources sources) {
        return dependencies(sources.everyProductClass().filter(JavaSources::isSandbox))
                .filter(to -> isOurs(to.getTargetClass()) && !JavaSources.isSandbox(to.getTargetClass())).map(Dependency::getDescription);
    }

    static Stream<String> productUsesSandbox(JavaSources sources) {
        return dependencies(sources.everyProductClass().filter(from -> !JavaSources.isSandbox(from) && !isNamed(LAUNCHERS, from)))
                .filter(to -> JavaSources.isSandbox(to.getTargetClass())).map(Dependency::getDescription);
    }

    static Stream<String> serverSockets(JavaSources sources) {
        return dependencies(sources.everyProductClass().filter(from -> !JavaSources.isSandbox(from) && !isNamed(PORT_FINDERS, from)))
                .filter(to -> SERVER_SOCKETS.contains(to.getTargetClass().getName())).map(Dependency::getDescription);
    }

    static Stream<String> printing(JavaSources sources) {
        return accesses(sources.everyProductClass().filter(from -> !TERMINAL.matcher(JavaSources.topLevel(from)).matches()),
                target -> target.getOwner().getName().equals("java.lang.System") && Set.of("out", "err").contains(target.getName())
                        || target.getName().equals("printStackTrace"));
    }

    static Stream<String> oldDates(JavaSources sources) {
        return dependencies(sources.everyProductClass()).filter(to -> OLD_DATES.contains(to.getTargetClass().getName()))
                .map(Dependency::getDescription);
    }

    static Stream<String> floatingMoney(JavaSources sources) {
        Stream<JavaClass> classes = sources.everyProductClass()
                .filter(type -> MONEY_ROOMS.stream().anyMatch(room -> JavaSources.isIn(type, room)));
        return classes.flatMap(type -> Stream.concat(
                type.getFields().stream().filter(field -> FLOATING.contains(field.getRawType().getName())).map(JavaField::getFullName),
                type.getCodeUnits().stream().filter(JavaChecks::hasFloatingSignature).map(JavaCodeUnit::getFullName)));
    }

    static Stream<String> wallClock(JavaSources sources) {
        return accesses(sources.everyProductClass().filter(from -> !CLOCK_GIVER.matcher(JavaSources.topLevel(from)).matches()),
                JavaChecks::asksTheSystemForTheTime);
    }

    static Stream<String> stopwatches(JavaSources sources) {
        return accesses(sources.everyProductClass().filter(from -> !JavaSources.isSandbox(from) && !isNamed(STOPWATCHES, from)),
                target -> target.getOwner().getName().equals("java.lang.System") && target.getName().equals("nanoTime"));
    }

    static Stream<String> sleeping(JavaSources sources) {
        return accesses(sources.everyClass().filter(from -> !isNamed(SLOW_ON_PURPOSE, from)), target -> target.getName().equals("sleep")
                && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit").contains(target.getOwner().getName()));
    }

    static Stream<String> packagesWithoutWord(JavaSources sources) {
        Set<String> folders = sources.texts().keySet().stream().map(JavaChecks::folder).collect(Collectors.toSet());
        return folders.stream().filter(folder -> !folder.equals(JavaSources.ROOT.replace('.', '/')))
                .filter(folder -> !sources.texts().getOrDefault(folder + "/package-info.java", "").contains("/**"))
                .map(folder -> folder + " lacks a package-info.java: what lives here and what may not");
    }

    static Stream<String> typesWithoutJavadoc(JavaSources sources) {
        return sources.texts().entrySet().stream().flatMap(file -> PUBLIC_TYPE.matcher(file.getValue()).results()
                .filter(type -> !JAVADOC_BEFORE.matcher(file.getValue().substring(0, type.start())).find())
                .map(type -> file.getKey() + ": public type " + type.group(1) + " lacks Javadoc"));
    }

    private static Stream<Dependency> dependencies(Stream<JavaClass> classes) {
        return classes.flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static Stream<String> accesses(Stream<JavaClass> classes, Predicate<AccessTarget> objectsTo) {
        return classes.flatMap(type -> type.getAccessesFromSelf().stream()).filter(access -> objectsTo.test(access.getTarget()))
                .map(JavaAccess::getDescription);
    }

    private static boolean asksTheSystemForTheTime(AccessTarget target) {
        String owner = target.getOwner().getName();
        if (owner.equals("java.lang.System")) {
            return target.getName().equals("currentTimeMillis");
        }
        if (owner.equals("java.time.Clock")) {
            return target.getName().startsWith("system") || target.getName().startsWith("tick");
        }
        return owner.startsWith("java.time.") && target.getName().equals("now")
                && target instanceof AccessTarget.CodeUnitAccessTarget method
                && method.getRawParameterTypes().stream().noneMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static boolean hasFloatingSignature(JavaCodeUnit unit) {
        return FLOATING.contains(unit.getRawReturnType().getName())
                || unit.getRawParameterTypes().stream().anyMatch(type -> FLOATING.contains(type.getName()));
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(JavaSources.ROOT + ".");
    }

    private static boolean isNamed(Set<String> names, JavaClass type) {
        return names.contains(JavaSources.topLevel(type));
    }

    private static String folder(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
