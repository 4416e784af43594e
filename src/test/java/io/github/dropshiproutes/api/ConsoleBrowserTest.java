package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.support.Browser;
import io.github.dropshiproutes.support.FreshHouse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as a person uses it, in a real Chromium; where this machine has none, {@link ConsolePageTest} is what is left. */
@EnabledIf("io.github.dropshiproutes.support.Browser#isThere")
class ConsoleBrowserTest extends ApiTestCase {

    /** What must never become markup; it stands wherever a shop or a supplier may write. */
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";

    private static Browser browser;
    private static String signedIn;

    @BeforeAll
    static void startBrowser(@TempDir Path profile) throws IOException {
        browser = Browser.start(profile);
        signedIn = null;
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void oneOfEverythingWithHostileWords() {
        jdbc.sql("INSERT INTO shop_catalog (shop) SELECT domain FROM shop ON CONFLICT DO NOTHING").update();
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, name, risk) VALUES (:shop, '5001', :bad, 'INVESTIGATE')").param("shop", SHOP)
                .param("bad", HOSTILE).update();
        jdbc.sql("""
                INSERT INTO linked_variant (shop, variant_id, shop_product_id, inventory_item_id, sku, tracked, supplier, product_id,
                    country, shop_quantity, shop_price, shop_cost, shop_read_at, seen_at, reason_code, reason, hint)
                VALUES (:shop, '7', '9', '8', :bad, true, 'alibaba', '1', 'US', 4, 39.90, 8.9, now(), now(), 'STOCK_NOT_TRACKED', :bad,
                    :bad)""")
                .param("shop", SHOP).param("bad", HOSTILE).update();
        jdbc.sql("""
                INSERT INTO price_change (shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, supplier_price,
                    supplier_currency, currency, old_cost, new_cost, old_price, new_price, state, reason)
                VALUES (:shop, '7', '9', '8', :bad, 'alibaba', '1', 12.10, 'USD', 'USD', 8.90, 12.10, 39.90, 54.25, 'waiting', :bad)""")
                .param("shop", SHOP).param("bad", HOSTILE).update();
        jdbc.sql("INSERT INTO catalog_notice (shop, variant_id, sku, supplier, product_id, kind, words) "
                + "VALUES (:shop, '7', :bad, 'alibaba', '1', 'gone', :bad)").param("shop", SHOP).param("bad", HOSTILE).update();
        jdbc.sql("""
                INSERT INTO import_job (id, shop, supplier, search, publish, state, reason_code, reason, hint)
                VALUES ('imp_1', :shop, 'aliexpress', CAST(:search AS jsonb), false, 'running', 'X', :bad, :bad)""").param("shop", SHOP)
                .param("search", JSON.createObjectNode().put("keywords", HOSTILE).toString()).param("bad", HOSTILE).update();
        jdbc.sql("INSERT INTO import_product (job_id, product_id, place, state, reason_code, reason, hint) "
                + "VALUES ('imp_1', '11', 1, 'failed', 'X', :bad, :bad), ('imp_1', '12', 2, 'waiting', NULL, NULL, NULL)")
                .param("bad", HOSTILE).update();
        jdbc.sql("INSERT INTO privacy_request (message_id, shop, kind, customer_id, order_ids, state, reason) "
                + "VALUES (1, :shop, 'customers/data_request', '77', '{5001}', 'open', :bad)").param("shop", SHOP)
                .param("bad", HOSTILE).update();
        jdbc.sql("UPDATE shop SET poll_code = 'X', poll_reason = :bad, poll_hint = :bad").param("bad", HOSTILE).update();
        browser.complaints().clear();
        signIn("vera", "viewing");
    }

    private void signIn(String user, String password) {
        if (!user.equals(signedIn)) {
            browser.forgetCookies();
            browser.resize(1280, 900);
            browser.open(uri("/console"));
            browser.waitFor("document.querySelector('[name=password]')");
            browser.run("document.querySelector('[name=username]').value = '" + user + "';"
                    + "document.querySelector('[name=password]').value = '" + password + "'; document.querySelector('form').submit()");
            browser.waitFor("document.getElementById('user')?.textContent === '" + user + "'");
            browser.waitFor("document.getElementById('live-text').textContent === 'live'");
            signedIn = user;
        }
    }

    private void show(String hash) {
        browser.run("location.hash = " + JSON.valueToTree(hash));
    }

    private String said(String place) {
        return browser.run("document.querySelector('" + place + "').textContent").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/5001", "prices", "imports/imp_1", "variants/7", "notices", "shops/" + SHOP, "privacy"})
    void everyListAndDetailShowsHostileWordsAsWordsAndFitsAPhone(String where) {
        browser.resize(390, 844);
        String list = where.replaceFirst("/.*", "");
        show("#/" + list);
        browser.waitFor("document.querySelector('#rows [data-key=open]') && document.querySelector('[data-tab=" + list
                + "][aria-current]')");
        if (where.contains("/")) {
            show("#/" + where);
            browser.waitFor("document.querySelector('#detail-body section') && !document.getElementById('detail').hidden");
        }
        browser.waitFor("document.body.textContent.includes('<img src=x')");

        assertThat(browser.run("document.querySelectorAll('img[src=x]').length").asInt()).isZero();
        assertThat(browser.run("document.title").asText()).isEqualTo("Dropship Routes");
        assertThat(browser.run("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        assertThat(said("#live-text")).isEqualTo("live");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aViewerSeesWhatWaitsAndMayNotDecideIt() {
        browser.resize(1280, 900);
        String id = jdbc.sql("SELECT id FROM price_change").query(String.class).single();
        show("#/prices/" + id);
        browser.waitFor("document.querySelector('[data-key=approve]')");

        assertThat(said("[data-part=amounts]")).contains("39.90 → 54.25 USD +36.0 %", "8.90 → 12.10 USD +36.0 %");
        assertThat(browser.run("document.querySelector('[data-key=approve]').disabled").asBoolean()).isTrue();
        assertThat(said("[data-part=actions]")).contains("Your role may look, not act.");
        browser.waitFor("document.querySelector('.groups [data-waiting=price_changes]').textContent === '1'");
        assertThat(browser.run("document.querySelector('[data-tab=prices]').getAttribute('href')").asText())
                .isEqualTo("#/prices?state=waiting");
    }

    @Test
    void onlyTheTabsOfTheOpenGroupAreThere() {
        show("#/privacy");
        browser.waitFor("document.querySelector('[data-tab=privacy][aria-current]')");

        JsonNode tabs = browser.run("[...document.querySelectorAll('[data-tab]')].filter(tab => !tab.hidden).map(tab => tab.dataset.tab)");

        assertThat(tabs).extracting(JsonNode::asText).containsExactly("shops", "accounts", "privacy");
        assertThat(browser.run("document.querySelectorAll('.groups [aria-current]').length").asInt()).isEqualTo(1);
    }

    @Test
    void anOperatorDecidesAfterHavingSeenWhatItMeans() {
        signIn(FreshHouse.USERNAME, FreshHouse.PASSWORD);
        String id = jdbc.sql("SELECT id FROM price_change").query(String.class).single();
        show("#/prices/" + id);
        browser.waitFor("document.querySelector('[data-key=approve]') && !document.querySelector('[data-key=approve]').disabled");

        browser.run("document.querySelector('[data-key=approve]').click()");
        assertThat(said("#dialog")).contains("Approve this change?", "39.90 → 54.25 USD +36.0 %");
        assertThat(jdbc.sql("SELECT state FROM price_change").query(String.class).single()).isEqualTo("waiting");
        browser.run("document.getElementById('dialog-confirm').click()");
        browser.waitFor("document.querySelector('[data-part=state] .badge').textContent === 'due'");

        assertThat(jdbc.sql("SELECT state FROM price_change").query(String.class).single()).isEqualTo("due");
        assertThat(browser.run("document.querySelector('[data-key=approve]')").isNull()).isTrue();
        assertThat(browser.run("document.getElementById('dialog').open").asBoolean()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaidInItsOwnWordsAndTheQuestionStays() {
        signIn(FreshHouse.USERNAME, FreshHouse.PASSWORD);
        show("#/imports");
        browser.waitFor("document.querySelector('#offers button')");
        browser.run("document.querySelector('#offers button').click()");
        browser.waitFor("document.getElementById('dialog').open");

        browser.run("const how = document.getElementById('field-how'); how.value = 'search';"
                + "how.dispatchEvent(new Event('change', {bubbles: true})); document.getElementById('dialog-confirm').click()");
        browser.waitFor("document.getElementById('dialog-error').textContent.includes('search.keywords is missing')");

        assertThat(browser.run("document.getElementById('dialog').open").asBoolean()).isTrue();
        assertThat(jdbc.sql("SELECT count(*) FROM import_job").query(Long.class).single()).isEqualTo(1);
        browser.run("document.getElementById('dialog-cancel').click()");
    }
}
