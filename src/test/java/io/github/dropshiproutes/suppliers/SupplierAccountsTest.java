package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.support.Walk;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which account is the default, however many replicas start at once. */
class SupplierAccountsTest {

    private static final String IMPORTED = "alibaba-production";

    private Walk walk;

    @BeforeEach
    void withoutAccounts() {
        walk = Walk.shared();
        walk.jdbc().sql("DELETE FROM account").update();
    }

    @AfterEach
    void importAgain() {
        walk.jdbc().sql("DELETE FROM account").update();
        walk.sandbox().tokens().restore();
        walk.sandbox().aliExpress().tokens().restore();
        importTokens();
    }

    @Test
    void replicasThatStartTogetherImportOneDefaultAccount() {
        List<CompletableFuture<Void>> starts = Stream.generate(() -> CompletableFuture.runAsync(this::importTokens)).limit(12).toList();
        starts.forEach(CompletableFuture::join);

        assertThat(defaults()).containsExactly(IMPORTED);
        assertThat(accounts()).containsExactly(IMPORTED);
    }

    @Test
    void anImportedAccountBecomesTheDefaultInsteadOfAConnectedOne() {
        connectAnother();
        importTokens();

        assertThat(defaults()).containsExactly(IMPORTED);
        assertThat(accounts()).containsExactlyInAnyOrder(IMPORTED, "another");
    }

    @Test
    void peopleWhoChooseADefaultAtTheSameMomentLeaveExactlyOne() {
        connectAnother();
        importTokens();
        SupplierAccounts accounts = walk.application().getBean(SupplierAccounts.class);
        List<CompletableFuture<Void>> choices = Stream.of(IMPORTED, "another", IMPORTED, "another", IMPORTED, "another")
                .map(id -> CompletableFuture.runAsync(() -> accounts.makeDefault(id))).toList();
        choices.forEach(CompletableFuture::join);
        assertThat(defaults()).hasSize(1);

        accounts.makeDefault("removed meanwhile");
        assertThat(defaults()).hasSize(1);
        accounts.makeDefault("another");
        assertThat(defaults()).containsExactly("another");
    }

    @Test
    void anAccountThatAPersonMadeTheDefaultStaysItWhenTheVariablesChange() {
        importTokens();
        walk.jdbc().sql("UPDATE account SET is_default = false, imported_from = 'another pair' WHERE supplier = 'alibaba'").update();
        connectAnother();
        importTokens();

        assertThat(defaults()).containsExactly("another");
    }

    private void connectAnother() {
        walk.jdbc().sql("""
                INSERT INTO account (id, supplier, environment, access_token, is_default)
                VALUES ('another', 'alibaba', 'production', 'ciphertext', true)""").update();
    }

    private void importTokens() {
        walk.application().getBean(SupplierAccounts.class).importFromSettings();
    }

    private List<String> defaults() {
        return walk.jdbc().sql("SELECT id FROM account WHERE supplier = 'alibaba' AND is_default").query(String.class).list();
    }

    private List<String> accounts() {
        return walk.jdbc().sql("SELECT id FROM account WHERE supplier = 'alibaba'").query(String.class).list();
    }
}
