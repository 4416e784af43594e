package io.github.dropshiproutes.house;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every file of the repository keeps to. A constant is a rule, what it must not find, and a text that must be objected to. */
enum RepositoryRule {

    /** Where artefacts come from is the business of the machine that builds, not of the project. */
    NO_REGISTRY_IS_NAMED("(?i)https?:/" + "/[^\\s\"'<>)]*(artifactory|nexus|jfrog|registry|repo\\.maven|/repository/|/simple/)",
            "url: https:/" + "/nexus.example.com/"),
    NO_BUILD_NAMES_ITS_REPOSITORIES("<(repositories|pluginRepositories|distributionManagement|mirror)>", "<repositor" + "ies>"),
    IMAGES_COME_FROM_WHERE_THE_ENGINE_IS_SET_TO("(?m)^\\s*(image:|FROM)\\s+[\"']?[\\w-]+(\\.[\\w-]+|:\\d)[\\w.:-]*/",
            "FROM example.com/postgres:18");

    private final Pattern unwanted;
    private final String sample;

    RepositoryRule(String unwanted, String sample) {
        this.unwanted = Pattern.compile(unwanted);
        this.sample = sample;
    }

    List<String> objections(Map<String, String> files) {
        return files.entrySet().stream().flatMap(file -> unwanted.matcher(file.getValue()).results()
                .flatMap(found -> Stream.of(file.getKey() + ": " + found.group().strip()))).toList();
    }

    String sample() {
        return sample;
    }
}
