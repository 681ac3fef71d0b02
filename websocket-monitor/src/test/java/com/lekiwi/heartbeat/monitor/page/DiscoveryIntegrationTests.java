package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.monitor.fixture.Axe;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import com.lekiwi.heartbeat.monitor.fixture.FakeDiscovery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Robots are looked for, and what is found is decided on, from the screen. */
@ExtendWith(Desk.Shared.class)
@Timeout(240)
class DiscoveryIntegrationTests {

	private final Desk desk;

	private final FakeDiscovery discovery;

	DiscoveryIntegrationTests(Desk desk) {
		this.desk = desk;
		this.discovery = desk.monitor().discovery();
	}

	@BeforeEach
	void nothingWasEverScanned() {
		this.discovery.forget();
		this.desk.fleet(this.desk.online("kiwi-1", "One", "lab-a"));
	}

	@AfterEach
	void itAnswers() {
		this.discovery.away(false);
	}

	@Test
	void aScanIsFollowedWhileItRunsAndKeptInTheAddress() {
		this.desk.open("/");
		this.desk.press("f");
		this.desk.untilText(part("discovery"), "Nothing was scanned yet");
		assertThat(this.desk.browser().text(part("discovery"))).contains("Only 10.1.0.0/24 may be asked, on port 8090",
				"nightly");
		this.desk.enter("#field-reason", "new shelf");
		this.desk.click(part("begin-scan"));
		this.desk.untilText(part("scan-progress"), "0 of 4 asked, 0 robots found");
		assertThat(this.desk.address()).contains("place=discovery", "scan=1");
		assertThat(this.discovery.latest()).containsEntry("reason", "new shelf").containsEntry("adopt", false);
		robot("10.1.0.7", "kiwi-7", "Seven", false);
		this.discovery.result("10.1.0.8", "silent", Map.of("port", 8090));
		this.desk.untilText(part("scan-progress"), "2 of 4 asked, 1 robot found");
		this.discovery.result("10.1.0.9", "redirected", Map.of("port", 8090, "location", "http://elsewhere/"));
		this.discovery.result("10.1.0.10", "garbage",
				Map.of("port", 8090, "evidence", Map.of("first_bytes", "SSH-2.0-OpenSSH")));
		this.discovery.finish();
		this.desk.untilText(part("scan-progress"), "4 of 4 asked, 1 robot found");
		this.desk.untilText(part("scan-progress"), "finished, took");
		this.desk.untilText(result("10.1.0.9"), "to http://elsewhere/");
		assertThat(this.desk.browser().text(result("10.1.0.8"))).contains("Silent",
				"It took the connection and said nothing");
		assertThat(this.desk.browser().text(result("10.1.0.10"))).contains("SSH-2.0-OpenSSH");
		this.desk.click(part("outcome-silent"));
		this.desk.until(() -> !this.desk.browser().shows(result("10.1.0.9")));
		assertThat(this.desk.browser().shows(result("10.1.0.8"))).isTrue();
		this.desk.open(this.desk.address().substring(this.desk.address().indexOf("/?")));
		this.desk.until(() -> this.desk.browser().shows(result("10.1.0.8")));
		assertThat(this.desk.browser().shows(result("10.1.0.9"))).isFalse();
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> this.desk.browser().shows(Desk.row("kiwi-1")));
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void whatWasFoundIsShownWithItsEvidenceAndAdoptedOrIgnored() {
		begin();
		robot("10.1.0.7", "kiwi-7", "Seven", true);
		robot("10.1.0.8", "kiwi-8", "Eight", false);
		this.discovery.finish();
		this.desk.open("/?place=discovery");
		this.desk.untilText(found("10.1.0.7"), "one arm and a base on one bus");
		assertThat(this.desk.browser().text(found("10.1.0.7"))).contains("It says xle; its motors say otherwise");
		this.desk.click(found("10.1.0.7") + " summary");
		this.desk.untilText(found("10.1.0.7"), "/dev/ttyACM0");
		assertThat(this.desk.browser().text(found("10.1.0.7"))).contains("wrist_roll, gripper");
		this.desk.click(found("10.1.0.7") + " " + part("adopt"));
		this.desk.until(() -> this.desk.browser().shows(found("10.1.0.7") + "[data-adoption=adopted]"));
		assertThat(this.desk.browser().shows(found("10.1.0.7") + " " + part("adopt"))).isFalse();
		this.desk.click(found("10.1.0.8") + " " + part("ignore"));
		this.desk.until(() -> this.desk.browser().shows(found("10.1.0.8") + "[data-adoption=ignored]"));
		this.desk.click(part("toast-action"));
		this.desk.until(() -> this.desk.browser().shows(found("10.1.0.8") + "[data-adoption=found]"));
	}

	@Test
	void aRunningScanIsCancelled() {
		begin();
		this.desk.open("/?place=discovery&scan=1");
		this.desk.click(part("cancel-scan"));
		this.desk.untilText(part("scan-progress"), "cancelled");
		assertThat(this.desk.browser().shows(part("cancel-scan"))).isFalse();
	}

	@Test
	void whatMayNotBeScannedAndWhatIsUnknownIsSaidInWords() {
		this.desk.open("/?place=discovery&scan=99");
		this.desk.untilText(part("scan"), "There is no scan 99");
		this.desk.enter("#field-cidr", "8.8.8.0/24");
		this.desk.click(part("begin-scan"));
		this.desk.untilText(part("trouble"), "8.8.8.0/24 is in no network that may be scanned");
		assertThat(this.desk.browser().text(part("discovery"))).contains("Nothing was scanned yet");
	}

	@Test
	void discoveryIsAwayAndComesBackWithoutAReload() {
		begin();
		robot("10.1.0.7", "kiwi-7", "Seven", false);
		this.desk.open("/?place=discovery&scan=1");
		this.desk.untilText(part("scan-progress"), "1 of 4");
		this.discovery.away(true);
		this.desk.untilText(part("scan"), "What is shown is old");
		this.desk.click(found("10.1.0.7") + " " + part("adopt"));
		this.desk.untilText(part("toasts"), "The service cannot take this now");
		this.discovery.away(false);
		this.discovery.result("10.1.0.8", "refused", Map.of("port", 8090));
		this.discovery.finish();
		this.desk.untilText(part("scan-progress"), "2 of 4");
		this.desk.untilText(part("scan-progress"), "finished");
		assertThat(this.desk.browser().text(part("scan"))).doesNotContain("What is shown is old");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void axeFindsNothingAndNamesAreText(String theme) throws IOException {
		oddNames();
		this.desk.browser().run("localStorage.setItem('heartbeat.theme', '" + theme + "')");
		this.desk.open("/?place=discovery&scan=1");
		isTextAndFlawless(this.desk.browser());
	}

	@Test
	void itFitsOnAPhone() throws IOException {
		oddNames();
		try (Browser phone = Browser.phone(360, 780)) {
			phone.open(this.desk.monitor().url("/?place=discovery&scan=1"));
			isTextAndFlawless(phone);
			assertThat(phone.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		}
	}

	private void oddNames() {
		begin();
		robot("10.1.0.7", "kiwi-7", "<img src=x onerror=alert(1)>", true);
		robot("10.1.0.8", "kiwi-8", "\u202Eאבג " + "Ｗ".repeat(64), false);
		this.discovery.result("10.1.0.10", "garbage",
				Map.of("why", "<b>not HTTP</b>", "evidence", Map.of("first_bytes", "x".repeat(64))));
	}

	private static void isTextAndFlawless(Browser browser) throws IOException {
		await().atMost(Duration.ofSeconds(60))
			.until(() -> browser.text(found("10.1.0.7")).contains("<img src=x")
					&& browser.text(result("10.1.0.10")).contains("<b>not HTTP</b>"));
		assertThat(new Axe().findings(browser)).isEmpty();
		assertThat(browser.complaints()).isEmpty();
	}

	private void begin() {
		this.desk.open("/?place=discovery");
		this.desk.click(part("begin-scan"));
		this.desk.until(() -> this.desk.address().contains("scan=1"));
	}

	private void robot(String address, String id, String name, boolean contradicts) {
		List<String> motors = List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll",
				"gripper", "base_left_wheel", "base_back_wheel", "base_right_wheel");
		this.discovery.result(address, "robot", Map.of("port", 8090, "robot",
				Map.of("id", id, "name", name, "type", "lekiwi", "rule", "one_arm_and_base_on_one_bus", "reasons",
						List.of(), "claimed_type", contradicts ? "xle" : "lekiwi", "contradiction", contradicts),
				"evidence", Map.of("buses", List.of(Map.of("port", "/dev/ttyACM0", "motors", motors)))));
	}

	private static String found(String address) {
		return "[data-testid='found-robot'][data-address='" + address + "']";
	}

	private static String result(String address) {
		return "[data-testid='result'][data-address='" + address + "']";
	}

}
