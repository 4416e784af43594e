package io.github.dropshiproutes.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dropshiproutes.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class DataSourceConfigurationTest {

    @Test
    void commitsAreDurableAlsoOnAServerThatDefersThem() {
        String url = TestPostgres.freshDatabase();
        assertThat(synchronousCommit(new JdbcTemplate(TestPostgres.dataSource(url)))).isEqualTo("off");

        DatabaseProperties properties = new DatabaseProperties(url, null, null, 1, 1, 1);
        try (HikariDataSource walk = configuration().dataSource(properties, noEmbedded());
                HikariDataSource intake = (HikariDataSource) configuration().intakeDataSource(properties, noEmbedded())) {
            assertThat(synchronousCommit(new JdbcTemplate(walk))).isEqualTo("on");
            assertThat(synchronousCommit(new JdbcTemplate(intake))).isEqualTo("on");
        }
    }

    @Test
    void aStrongerSettingOfTheServerStays() {
        String url = TestPostgres.freshDatabase();
        new JdbcTemplate(TestPostgres.dataSource(url)).execute("DO $$ BEGIN EXECUTE format("
                + "'ALTER DATABASE %I SET synchronous_commit = remote_apply', current_database()); END $$");

        DatabaseProperties properties = new DatabaseProperties(url, null, null, 1, 1, 1);
        try (HikariDataSource walk = configuration().dataSource(properties, noEmbedded())) {
            assertThat(synchronousCommit(new JdbcTemplate(walk))).isEqualTo("remote_apply");
        }
    }

    private static DataSourceConfiguration configuration() {
        return new DataSourceConfiguration();
    }

    private static ObjectProvider<EmbeddedDatabase> noEmbedded() {
        return new StaticListableBeanFactory().getBeanProvider(EmbeddedDatabase.class);
    }

    private static String synchronousCommit(JdbcTemplate jdbc) {
        return jdbc.queryForObject("SHOW synchronous_commit", String.class);
    }
}
