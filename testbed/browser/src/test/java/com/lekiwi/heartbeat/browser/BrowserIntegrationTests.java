package com.lekiwi.heartbeat.browser;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(60)
class BrowserIntegrationTests {

	private static final String HTML = """
			<input id=in value=old><p id=seen>A<b>B</b></p><p id=hidden hidden>C</p><script>console.warn('oh')</script>""";

	private static final URI PAGE = URI.create(
			"data:text/html;base64," + Base64.getEncoder().encodeToString(HTML.getBytes(StandardCharsets.US_ASCII)));

	private static Browser browser;

	@BeforeAll
	static void start() {
		assumeTrue(Browser.isInstalled(), "no page is tested: " + Browser.HOW_TO_GET_ONE);
		browser = new Browser(800, 600);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@Test
	void whatCanBeSeenIsReadAndWhatIsNotThereIsNothing() {
		browser.open(PAGE);
		assertThat(browser.text("#seen")).isEqualTo("AB");
		assertThat(browser.shows("#seen")).isTrue();
		assertThat(browser.shows("#hidden")).isFalse();
		assertThat(browser.shows("#none")).isFalse();
		assertThat(browser.text("#none")).isEmpty();
		assertThat(browser.attribute("#seen", "title")).isEmpty();
	}

	@Test
	void textIsPutInThePlaceOfWhatStoodThere() {
		browser.open(PAGE);
		browser.type("#in", "er");
		assertThat(browser.run("return document.querySelector('#in').value")).isEqualTo("older");
		browser.enter("#in", "new");
		assertThat(browser.run("return Promise.resolve(document.querySelector('#in').value)")).isEqualTo("new");
	}

	@Test
	void aPagesComplaintsAreHeardOnce() {
		browser.complaints();
		browser.open(PAGE);
		assertThat(browser.complaints()).singleElement().asString().contains("oh");
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void aPhoneIsNarrowerThanAnyWindow() {
		try (Browser phone = Browser.phone(360, 780)) {
			phone.open(PAGE);
			assertThat(phone.run("return screen.width")).isEqualTo(360L);
		}
	}

}
