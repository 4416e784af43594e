package io.github.dropshiproutes.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the house, each as a check of its own; and for each check something it must object to. */
class HouseRulesTest {

    private static final RouteSet ROUTES = Repository.routes();
    private static final JavaSources SOURCES = Repository.java();
    private static final Map<String, String> FILES = Repository.files();
    private static JavaSources goodSources;

    @BeforeAll
    static void compileTheGoodSamples(@TempDir Path folder) throws IOException {
        goodSources = JavaSamples.good(folder);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void routesKeepTo(RouteRule rule) {
        assertThat(rule.objections(ROUTES)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void classesKeepTo(JavaRule rule) {
        assertThat(rule.objections(SOURCES)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void filesKeepTo(RepositoryRule rule) {
        assertThat(rule.objections(FILES)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCheckOfRoutesThatCannotFailIsNoCheck(RouteRule rule) {
        assertThat(rule.objections(RouteSamples.good())).isEmpty();
        assertThat(rule.objections(rule.brokenSample())).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCheckOfClassesThatCannotFailIsNoCheck(JavaRule rule, @TempDir Path folder) throws IOException {
        assertThat(rule.objections(goodSources)).isEmpty();
        assertThat(rule.objections(JavaSamples.with(rule.sample(), folder))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCheckOfFilesThatCannotFailIsNoCheck(RepositoryRule rule) {
        assertThat(rule.objections(Map.of("good", "image: postgres:18\nsee https://openapi-api.alibaba.com/rest"))).isEmpty();
        assertThat(rule.objections(Map.of("bad", rule.sample()))).isNotEmpty();
    }
}
