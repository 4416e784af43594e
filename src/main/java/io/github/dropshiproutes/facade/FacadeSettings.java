package io.github.dropshiproutes.facade;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The block {@code facade} of {@code application.yaml}; what each key does stands there.
 */
@ConfigurationProperties("facade")
public record FacadeSettings(String country, String productType, Map<String, String> scenes, int mostPerPage, int mostFound,
                             int mostExpanded, Map<String, Life> cache, AliExpress aliexpress) {

    /**
     * What is asked of AliExpress.
     *
     * @param currency  of every price, three letters
     * @param language  of titles and texts, such as {@code en_US}
     * @param pageSize  products in one page of a search, at most 50
     * @param mostPages pages that one search may take
     */
    public record AliExpress(String currency, String language, int pageSize, int mostPages) {
    }


    /** How long answers of one kind are remembered, and how much of them. */
    public record Life(Duration life, DataSize mostBytes) {
    }
}
