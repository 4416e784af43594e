package io.github.dropshiproutes.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The sandbox and the product cannot be wrong together: they share nothing. */
class IsolationTest {

    @Test
    void standsOnTheJdkJacksonAndGraphqlJavaAlone() {
        classes().that().resideInAPackage("io.github.dropshiproutes.sandbox..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("io.github.dropshiproutes.sandbox..", "java..", "javax.crypto..", "com.sun.net.httpserver..",
                        "com.fasterxml.jackson..", "graphql..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.github.dropshiproutes.sandbox"));
    }
}
