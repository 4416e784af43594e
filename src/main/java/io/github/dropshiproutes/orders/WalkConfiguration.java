package io.github.dropshiproutes.orders;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The components the routes of the walk run on; their starters do not exist for this Camel version. */
@Configuration(proxyBeanMethods = false)
public class WalkConfiguration {

    /** Timers of all stages; each may wait for a supplier, so there is a thread for every one. */
    @Bean("quartz")
    QuartzComponent quartz(@Value("${walk.timer-threads}") int threads) {
        QuartzComponent quartz = new QuartzComponent();
        Map<String, Object> properties = new HashMap<>();
        properties.put("org.quartz.scheduler.instanceName", "dropship-routes");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.threadPool.threadCount", String.valueOf(threads));
        properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        quartz.setProperties(properties);
        return quartz;
    }

    @Bean("sql")
    SqlComponent sql(@Qualifier("dataSource") DataSource dataSource) {
        SqlComponent sql = new SqlComponent();
        sql.setDataSource(dataSource);
        return sql;
    }

    /** Workers of the stages: a claim never takes more rows than a stage has workers, so nothing waits with a running lease. */
    @Bean
    ThreadPoolProfile stageWorkers(@Value("${walk.workers}") int workers, @Value("${walk.timer-threads}") int timers) {
        ThreadPoolProfile profile = new ThreadPoolProfile("stageWorkers");
        profile.setPoolSize(workers);
        profile.setMaxPoolSize(workers * timers);
        profile.setMaxQueueSize(0);
        profile.setKeepAliveTime(60L);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.CallerRuns);
        return profile;
    }
}
