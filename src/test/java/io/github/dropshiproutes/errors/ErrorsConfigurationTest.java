package io.github.dropshiproutes.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ErrorsConfigurationTest {

    @Test
    void theTableOfTheRoutesFolderIsABean() {
        new ApplicationContextRunner().withUserConfiguration(ErrorsConfiguration.class).withPropertyValues("dropship.routes-dir=./routes")
                .run(context -> assertThat(context.getBean(ErrorCatalogue.class).all()).isNotEmpty());
    }

    @Test
    void aMistakeStopsTheStartAndTellsTheOperatorFileAndLine(@TempDir Path routes, CapturedOutput output) throws IOException {
        Path table = Files.createDirectory(routes.resolve("errors")).resolve("error-codes.yaml");
        Files.writeString(table, "backOffs: {}\ncodes:\n  alibabba: {}\n");
        SpringApplication application = new SpringApplication(ErrorsConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run("--dropship.routes-dir=" + routes)).hasRootCauseInstanceOf(ErrorTableException.class);

        assertThat(output).contains(table + ":3: codes has the unknown key 'alibabba'", "Correct the lines named above");
    }
}
