package io.github.dropshiproutes.api;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /openapi.json}, the description of {@code /api/**}, and {@code /docs}, the page that shows it; nothing comes from elsewhere. */
@RestController
class ApiDescription implements WebMvcConfigurer {

    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";

    private final byte[] description;
    private final String pages;

    ApiDescription() throws IOException {
        try (InputStream yaml = new ClassPathResource("openapi.yaml").getInputStream()) {
            description = new ObjectMapper().writeValueAsBytes(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        }
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + WEBJAR + "*/swagger-ui-bundle.js");
        String bundle = found[0].getURL().toString();
        pages = bundle.substring(0, bundle.lastIndexOf('/') + 1);
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] description() {
        return description;
    }

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/docs").setViewName("forward:/docs/index.html");
        views.addRedirectViewController("/docs/", "/docs");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources.addResourceHandler("/docs/swagger-ui/**").addResourceLocations(pages);
    }
}
