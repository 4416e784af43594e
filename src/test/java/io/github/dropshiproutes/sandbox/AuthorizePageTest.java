package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on which a buyer consents. */
class AuthorizePageTest extends RunningSandbox {

    private static final String CALLBACK = "http://localhost:8080/connect/alibaba/callback";
    private static final String RIGHT = "response_type=code&client_id=" + SandboxOptions.APP_KEY + "&redirect_uri=" + encode(CALLBACK);

    @Test
    void listsEveryAccountAndTheRefusal() throws Exception {
        HttpResponse<String> page = open(RIGHT + "&state=s1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.body())
                .contains("Approve as buyer<", "Approve as buyer2<", "Approve as buyer-cn<", "Approve as buyer-once<", "Deny");
    }

    @Test
    void sendsTheBrowserBackWithACodeOfTheChosenAccountAndTheSameState() throws Exception {
        String state = "a+b &\"<é>=漢";
        HttpResponse<String> page = open(RIGHT + "&state=" + encode(state));

        HttpResponse<String> back = follow(page, "Approve as buyer2");

        assertThat(back.statusCode()).isEqualTo(302);
        String location = location(back);
        assertThat(location).startsWith(CALLBACK + "?code=").endsWith("&state=" + encode(state));
        alibaba.accessToken = null;
        String code = location.replaceAll(".*code=([^&]*).*", "$1");
        assertThat(alibaba.post("/auth/token/create", "code", code).at("/user_info/loginId").asText()).isEqualTo("buyer2");
    }

    @Test
    void sendsTheBrowserBackWithAnErrorWhenTheBuyerDenies() throws Exception {
        assertThat(location(follow(open(RIGHT + "&state=s1"), "Deny"))).isEqualTo(CALLBACK + "?error=access_denied&state=s1");
    }

    @Test
    void isPassedOverWhenTheAddressNamesWhoApproves() throws Exception {
        assertThat(location(open(RIGHT + "&state=s1&account=buyer2&approve=true"))).startsWith(CALLBACK + "?code=").endsWith("&state=s1");
        assertThat(location(open(RIGHT + "&account=buyer2"))).startsWith(CALLBACK + "?code=").doesNotContain("state");
        assertThat(location(open(RIGHT + "&account=buyer2&approve=false"))).isEqualTo(CALLBACK + "?error=access_denied");
    }

    @Test
    void addsToTheQueryThatTheCallbackHas() throws Exception {
        HttpResponse<String> back = open("response_type=code&client_id=" + SandboxOptions.APP_KEY + "&account=buyer&redirect_uri="
                + encode("https://shop.example/back?tenant=7"));

        assertThat(location(back)).startsWith("https://shop.example/back?tenant=7&code=");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "client_id     | response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fback&client_id=another",
        "client_id     | response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fback",
        "response_type | response_type=token&redirect_uri=http%3A%2F%2Flocalhost%2Fback&client_id=sandbox-app-key",
        "redirect_uri  | response_type=code&client_id=sandbox-app-key",
        "redirect_uri  | response_type=code&client_id=sandbox-app-key&redirect_uri=%2Fback",
        "redirect_uri  | response_type=code&client_id=sandbox-app-key&redirect_uri=javascript%3Aalert(1)",
        "redirect_uri  | response_type=code&client_id=sandbox-app-key&redirect_uri=http%3A%2F%2Fu%3Ap%40localhost%2Fback",
        "redirect_uri  | response_type=code&client_id=sandbox-app-key&redirect_uri=http%3A%2F%2Flocalhost%2Fback%23here",
        "twice         | response_type=code&client_id=sandbox-app-key&client_id=x&redirect_uri=http%3A%2F%2Flocalhost%2Fback",
        "account       | response_type=code&client_id=sandbox-app-key&redirect_uri=http%3A%2F%2Flocalhost%2Fback&account=nobody",
        "approve       | response_type=code&client_id=sandbox-app-key&redirect_uri=http%3A%2F%2Flocalhost%2Fback&account=buyer&approve=yes",
        "account       | response_type=code&client_id=sandbox-app-key&redirect_uri=http%3A%2F%2Flocalhost%2Fback&approve=true",
    })
    void saysWhatIsWrongAndRedirectsNowhere(String named, String query) throws Exception {
        HttpResponse<String> page = open(query + "&state=s1");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.body()).contains("class=\"error\">").contains(named);
    }

    @Test
    void writesWhatItWasGivenAsTextOnly() throws Exception {
        assertThat(open(RIGHT + "&account=" + encode("<script>alert(1)</script>")).body())
                .contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(open(RIGHT + "&state=" + "s".repeat(2001)).body()).contains("state: longer than");
    }

    private HttpResponse<String> follow(HttpResponse<String> page, String label) throws Exception {
        Matcher link = Pattern.compile("href=\"([^\"]*)\">" + label).matcher(page.body());
        assertThat(link.find()).as(label).isTrue();
        return get(page.uri().resolve(link.group(1).replace("&amp;", "&")));
    }

    private HttpResponse<String> open(String query) throws Exception {
        return get(URI.create(sandbox.alibabaAuthorizeUrl() + "?" + query));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
