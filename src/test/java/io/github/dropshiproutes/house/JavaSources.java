package io.github.dropshiproutes.house;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * Sources and what the compiler made of them.
 *
 * @param texts   product sources by their path below the source folder
 * @param product their classes
 * @param tests   classes of the tests
 */
record JavaSources(Map<String, String> texts, JavaClasses product, JavaClasses tests) {

    static final String ROOT = "io.github.dropshiproutes";

    static {
        // Nothing outside of our own classes is asked for more than its name.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    static JavaClasses classesIn(Path folder) {
        return new ClassFileImporter().importPath(folder);
    }

    Stream<JavaClass> everyProductClass() {
        return product.stream();
    }

    Stream<JavaClass> everyClass() {
        return Stream.concat(product.stream(), tests.stream());
    }

    static boolean isSandbox(JavaClass javaClass) {
        return isIn(javaClass, "sandbox");
    }

    static boolean isIn(JavaClass javaClass, String room) {
        return (javaClass.getPackageName() + ".").startsWith(ROOT + "." + room + ".");
    }

    /** @return the name of the source's main type, also for the types inside of it */
    static String topLevel(JavaClass javaClass) {
        String name = javaClass.getName().substring(javaClass.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}
