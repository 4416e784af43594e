package io.github.dropshiproutes.house;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What every route of the house keeps to. A constant is a rule, the check that finds what breaks it, and the change to
 * {@link RouteSamples} that must be objected to.
 */
enum RouteRule {

    A_FILE_IS_NAMED_AFTER_ITS_ROUTE(RouteChecks::misnamed, "id: place-purchase", "id: place-order"),
    A_FILE_HOLDS_ONE_ROUTE_OR_ONE_ERROR_CONFIGURATION(RouteChecks::notSingle, "- route:\n    id: keep-purchase",
            "- beans: []\n- route:\n    id: keep-purchase"),
    A_FILE_STANDS_IN_A_ROOM(RouteChecks::outsideOfRooms, "orders/place-purchase", "place-purchase"),
    IDS_ARE_WORDS_IN_KEBAB_CASE(RouteChecks::oddlyNamed, "id: keep-purchase", "id: keepPurchase"),
    ROUTE_IDS_ARE_UNIQUE(RouteChecks::sharedRouteIds, "id: keep-purchase", "id: place-purchase"),
    /** Camel refuses to start otherwise; a route's {@code nodePrefixId} counts. */
    STEP_IDS_ARE_UNIQUE_AMONG_ALL_ROUTES(RouteChecks::sharedStepIds, "id: write-purchase", "id: read-purchase"),
    A_ROUTE_BELONGS_TO_THE_GROUP_OF_ITS_FOLDER(RouteChecks::inTheWrongGroup, "group: orders", "group: shopify"),
    A_DESCRIPTION_IS_ONE_SENTENCE(RouteChecks::notOneSentence, "Places one purchase at its supplier.", "Places. One purchase."),
    A_ROUTE_SAYS_WHAT_HAPPENS_WHEN_IT_FAILS(RouteChecks::withoutErrorConfiguration, "routeConfigurationId: supplier-errors",
            "routeConfigurationId: no-such-errors"),
    A_ROUTE_THAT_NEEDS_NO_ERROR_CONFIGURATION_SAYS_WHY(RouteChecks::withoutErrorConfiguration, "No error configuration:", "None:"),
    A_ROUTE_HAS_AT_MOST_TWELVE_STEPS(RouteChecks::tooLong, "        - log: {id: say-kept, message: kept}\n",
            "        - log: {id: say-kept, message: kept}\n".repeat(9)),
    A_ROUTE_OF_THE_WALK_HAS_A_TEST_CLASS_OF_ITS_NAME(RouteChecks::untested, "orders/KeepPurchaseTest", "orders/KeepTest"),
    EVERY_STEP_HAS_A_STABLE_ID(RouteChecks::namelessSteps, "id: read-purchase", "id: to-1127"),
    BETWEEN_FILES_ONLY_DIRECT(RouteChecks::inMemory, "uri: direct:keep-purchase", "uri: seda:keep-purchase"),
    NOTHING_IS_TAPPED(RouteChecks::inMemory, "- to:\n            id: go-on", "- wireTap:\n            id: go-on"),
    EVERY_DIRECT_CALL_HAS_A_ROUTE(RouteChecks::callsWithoutRoute, "from:\n      uri: direct:alibaba-place",
            "from:\n      uri: direct:alibaba-ship"),
    EVERY_DIRECT_ROUTE_IS_CALLED(RouteChecks::routesWithoutCall, "from:\n      uri: direct:keep-purchase",
            "from:\n      uri: direct:keep-nothing"),
    TIMERS_ARE_QUARTZ(RouteChecks::otherTimers, "uri: quartz:place", "uri: timer:place"),
    A_WEBHOOK_IS_READ_RAW_FIRST(RouteChecks::unverified, "type: byte[]", "type: String"),
    A_WEBHOOK_IS_VERIFIED_BEFORE_ANYTHING_ELSE(RouteChecks::unverified, "id: verify-signature", "id: look-around"),
    THE_CALLERS_HEADERS_END_BEFORE_ANYTHING_IS_STORED_OR_CALLED(RouteChecks::leaking, "pattern: \"*\"", "pattern: X-*"),
    AN_HTTP_PATH_STARTS_WITH_A_SLASH(RouteChecks::pathsWithoutSlash, "path: /webhook/shopify", "path: webhook/shopify"),
    A_SERVICE_ANSWERS_INTO_A_VARIABLE(RouteChecks::answersIntoTheMessage, "variableReceive: answer", ""),
    NO_LITERAL_HOST(RouteChecks::literalHosts, "{{alibaba.base-url}}/pay", "https://example.com/pay"),
    NO_LITERAL_TIME(RouteChecks::literalTimesAndLimits, "responseTimeout: \"{{supplier.timeout}}\"", "responseTimeout: 30s"),
    NO_LITERAL_LIMIT(RouteChecks::literalTimesAndLimits, "maximumRedeliveries: \"{{supplier.attempts}}\"", "maximumRedeliveries: 3"),
    NO_LITERAL_SCHEDULE(RouteChecks::literalTimesAndLimits, "cron: \"{{place.schedule}}\"", "cron: 0/5 * * * * ?"),
    NO_LITERAL_LIMIT_IN_SQL(RouteChecks::literalLimitsInSql, "limit :#${variable.most}", "limit 50"),
    NO_LITERAL_CREDENTIAL(RouteChecks::literalCredentials, "authUsername: \"{{alibaba.app-key}}\"", "authUsername: me"),
    EVERY_PLACEHOLDER_IS_A_SETTING(RouteChecks::unknownSettings, "{{supplier.timeout}}", "{{supplier.time-out}}"),
    NO_PLACEHOLDER_HAS_A_SECOND_DEFAULT(RouteChecks::secondDefaults, "{{supplier.timeout}}", "{{supplier.timeout:9}}"),
    EVERY_SETTING_IS_EXPLAINED(RouteChecks::unexplainedSettings, "   # How often the stage looks for work.", ""),
    EVERY_REASON_OF_OUR_OWN_IS_IN_THE_ERROR_TABLE(RouteChecks::unexplainedReasons, "NOT_PAID:", "PAID_NOT:"),
    /** Kaoto deletes them on save; the reason goes into {@code description} or {@code note}. */
    NO_COMMENTS_IN_ROUTES(RouteChecks::comments, "eager: true", "eager: true # why"),
    A_FILE_FITS_THE_SCHEMA_OF_THE_DSL(RouteChecks::againstTheSchema, "type: byte[]", "tipe: byte[]"),
    THE_OPTIONS_OF_ENDPOINTS_EXIST(RouteChecks::unknownOptions, "httpMethodRestrict: POST", "httpMethodRestricted: POST");

    private final Function<RouteSet, Stream<String>> check;
    private final String right;
    private final String wrong;

    RouteRule(Function<RouteSet, Stream<String>> check, String right, String wrong) {
        this.check = check;
        this.right = right;
        this.wrong = wrong;
    }

    List<String> objections(RouteSet routes) {
        return check.apply(routes).toList();
    }

    /** @return the sample routes with the one change that breaks this rule */
    RouteSet brokenSample() {
        return RouteSamples.with(right, wrong);
    }
}
