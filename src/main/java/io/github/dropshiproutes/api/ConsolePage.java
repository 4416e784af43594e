package io.github.dropshiproutes.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /console}: static files that use the API with the session of who is signed in. */
@Configuration(proxyBeanMethods = false)
class ConsolePage implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/console").setViewName("forward:/console/index.html");
        views.addRedirectViewController("/console/", "/console");
    }
}
