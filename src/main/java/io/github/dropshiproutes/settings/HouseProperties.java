package io.github.dropshiproutes.settings;

import java.net.URI;
import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where things live.
 *
 * @param dataDir   everything the process writes besides the database ({@code DATA_DIR})
 * @param routesDir the YAML routes and the error table ({@code ROUTES_DIR})
 * @param publicUrl how the outside reaches this service ({@code PUBLIC_URL})
 */
@ConfigurationProperties("dropship")
public record HouseProperties(Path dataDir, Path routesDir, URI publicUrl) {
}
