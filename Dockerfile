# The jar is built where the sources are, and runs where they are not.
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml application.yaml ./
COPY src/main src/main
RUN mvn -B -q -DskipTests package

FROM eclipse-temurin:17.0.15_6-jre-noble
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home dropship \
    && mkdir /data && chown dropship /data
WORKDIR /app
COPY --from=build /build/target/dropship-routes.jar ./
COPY routes routes
USER dropship
ENV DATA_DIR=/data ROUTES_DIR=/app/routes
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 \
    CMD curl -fsS http://localhost:8080/actuator/health/readiness || exit 1
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/app/dropship-routes.jar"]
