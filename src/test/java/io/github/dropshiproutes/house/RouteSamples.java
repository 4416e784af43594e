package io.github.dropshiproutes.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** A small set of routes that keeps to every rule, and the same set with one change. */
final class RouteSamples {

    private static final String SETTINGS = """
            alibaba:
              app-key: ${ALIBABA_APP_KEY:}   # The application's key.
              base-url: ${ALIBABA_BASE_URL:} # Where its API is.
            supplier:   # How calls are made; change it when a supplier is slow.
              attempts: 3
              # How long a call may take.
              timeout: 30s
            place:
              schedule: 0/1 * * * * ?   # How often the stage looks for work.
            """;

    private static final String ERRORS = """
            codes:
              own:
                NOT_PAID: {meaning: Not paid., hint: Wait.}
            """;

    private static final String TESTS = """
            alibaba/AlibabaPlaceTest
            orders/KeepPurchaseTest
            orders/PlacePurchaseTest
            shopify/ReceiveWebhookTest
            """;

    private static final Map<String, String> ROUTES = Map.of(
            "errors/supplier-errors.camel.yaml", """
            - routeConfiguration:
                id: supplier-errors
                description: What happens when a supplier refuses.
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      redeliveryPolicy: {maximumRedeliveries: "{{supplier.attempts}}"}
                      handled: {constant: {expression: "true"}}
                      steps:
                        - to: {id: keep-failed, uri: direct:keep-purchase}
            """,
            "shopify/receive-webhook.camel.yaml", """
            - route:
                id: receive-webhook
                group: shopify
                description: Takes a signed webhook and keeps it, e.g. an order.
                note: "No error configuration: a failure is a 500, and the sender comes again."
                from:
                  uri: platform-http
                  parameters:
                    path: /webhook/shopify
                    httpMethodRestrict: POST
                    useStreaming: true
                  steps:
                    - convertBodyTo:
                        id: read-raw-bytes
                        type: byte[]
                    - process:
                        id: verify-signature
                        ref: verifier
                    - removeHeaders:
                        id: drop-headers
                        pattern: "*"
                    - idempotentConsumer:
                        id: store-once
                        idempotentRepository: inbox
                        eager: true
                        variable: {expression: messageKey}
                        steps:
                          - log: {id: say-stored, message: stored}
            """,
            "orders/place-purchase.camel.yaml", """
            - route:
                id: place-purchase
                group: orders
                routeConfigurationId: supplier-errors
                description: Places one purchase at its supplier.
                from:
                  uri: quartz:place
                  parameters:
                    cron: "{{place.schedule}}"
                  steps:
                    - setVariable:
                        id: say-how-many
                        name: most
                        constant: {expression: "10"}
                    - to:
                        id: read-purchase
                        uri: sql:select id from purchase limit :#${variable.most}
                    - choice:
                        id: choose-supplier
                        when:
                          - expression: {simple: {expression: "${body} != null"}}
                            steps:
                              - toD:
                                  id: place-at-supplier
                                  uri: direct:${variable.supplier}-place
                    - to:
                        id: go-on
                        uri: direct:keep-purchase
            """,
            "orders/keep-purchase.camel.yaml", """
            - route:
                id: keep-purchase
                group: orders
                errorHandler: {noErrorHandler: {}}
                description: Keeps what became of one purchase.
                from:
                  uri: direct:keep-purchase
                  steps:
                    - log: {id: say-kept, message: kept}
                    - setBody: {id: begin-purchase, constant: {expression: a}}
                    - setVariable: {id: write-purchase, name: code, constant: {expression: NOT_PAID}}
                    - setBody: {id: count-purchase, constant: {expression: c}}
                    - setBody: {id: end-purchase, constant: {expression: d}}
            """,
            "alibaba/alibaba-place.camel.yaml", """
            - route:
                id: alibaba-place
                group: alibaba
                routeConfigurationId: supplier-*
                description: Places a purchase at Alibaba.
                from:
                  uri: direct:alibaba-place
                  steps:
                    - setBody: {id: compose, constant: {expression: a}}
                    - process: {id: sign, ref: signer}
                    - to:
                        id: send
                        uri: "{{alibaba.base-url}}/pay"
                        variableReceive: answer
                        parameters:
                          responseTimeout: "{{supplier.timeout}}"
                          authUsername: "{{alibaba.app-key}}"
                    - process: {id: read-answer, ref: reader}
                    - to: {id: hand-back, uri: direct, parameters: {name: keep-purchase}}
            """);

    private RouteSamples() {
    }

    static RouteSet good() {
        return RouteSet.of(ROUTES, SETTINGS, ERRORS, "", TESTS);
    }

    /** The good samples with every {@code right} exchanged. */
    static RouteSet with(String right, String wrong) {
        Map<String, String> changed = new LinkedHashMap<>();
        ROUTES.forEach((path, text) -> changed.put(path.replace(right, wrong), text.replace(right, wrong)));
        String settings = SETTINGS.replace(right, wrong);
        String errors = ERRORS.replace(right, wrong);
        String tests = TESTS.replace(right, wrong);
        assertThat(changed.equals(ROUTES) && settings.equals(SETTINGS) && errors.equals(ERRORS) && tests.equals(TESTS))
                .as("'%s' stands nowhere in the samples", right).isFalse();
        return RouteSet.of(changed, settings, errors, "", tests);
    }
}
