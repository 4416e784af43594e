package io.github.dropshiproutes.facade;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of the facade. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FacadeSettings.class)
class FacadeConfiguration {
}
