package com.lekiwi.heartbeat.acceptance.discovery;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.acceptance.fixture.Hand;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;
import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** An odd network, looked through from the screen. */
@ExtendWith(WholeStack.class)
@Timeout(240)
class DiscoveryIntegrationTests {

	private static final int NEIGHBOURS = 44;

	/** Where they live; nobody else does. */
	private static final String NETWORK = "127.20.255.0/26";

	private static final int ADDRESSES = 62;

	@BeforeAll
	static void aBrowserIsInstalled() {
		assumeTrue(Browser.isInstalled(), "discovery is not tested at the screen: " + Browser.HOW_TO_GET_ONE);
	}

	@Test
	void everyNeighbourIsFoundToBeWhatItIsAndARobotIsAdopted(LocalStack stack) throws Exception {
		NeighbourSettings settings = new NeighbourSettings(NEIGHBOURS, 1, NeighbourMix.EVERYONE);
		try (Neighbourhood neighbourhood = new Neighbourhood(settings, 7, statusPort(stack));
				Browser browser = new Browser(1280, 900);
				Hand hand = new Hand(stack)) {
			neighbourhood.start();
			browser.open(stack.edge("/?place=discovery"));
			patiently().until(() -> browser.shows("#field-cidr"));
			browser.enter("#field-cidr", NETWORK);
			browser.click("[data-testid=begin-scan]");
			patiently().until(() -> browser.text("[data-testid=scan-progress]")
				.contains(ADDRESSES + " of " + ADDRESSES + " asked"));
			patiently().until(() -> outcomes(browser).size() == ADDRESSES);

			NeighbourhoodTruth truth = neighbourhood.truth();
			Map<String, String> outcomes = outcomes(browser);
			assertThat(truth.neighbours()).extracting(NeighbourTruth::character).contains(NeighbourCharacter.values());
			assertThat(truth.neighbours()
				.stream()
				.collect(Collectors.toMap(NeighbourTruth::address, each -> outcomes.get(each.address()))))
				.isEqualTo(truth.neighbours()
					.stream()
					.collect(Collectors.toMap(NeighbourTruth::address, each -> expected(each.character()))));
			assertThat(outcomes.values().stream().filter("refused"::equals)).hasSizeGreaterThan(ADDRESSES - NEIGHBOURS);
			assertThat(truth.neighbours()).allMatch(each -> each.connections() == null || each.connections() == 1);
			assertThat(truth.lureConnections()).isZero();
			truth.neighbours()
				.stream()
				.filter(NeighbourTruth::robot)
				.forEach(robot -> assertThat(browser.text(found(robot)).toLowerCase(Locale.ROOT)).as(robot.toString())
					.contains(robot.name().toLowerCase(Locale.ROOT),
							robot.identifiable() ? String.valueOf(robot.type()).toLowerCase(Locale.ROOT) : "unknown"));

			NeighbourTruth robot = truth.neighbours()
				.stream()
				.filter(each -> each.character() == NeighbourCharacter.XLE)
				.findFirst()
				.orElseThrow();
			browser.click(found(robot) + " [data-testid=adopt]");
			patiently().until(() -> browser.shows(found(robot) + "[data-adoption=adopted]"));
			browser.open(stack.edge("/?q=" + robot.id().value()));
			patiently()
				.until(() -> browser.text("[data-robot-id='" + robot.id().value() + "']").contains("Discovered"));
			hand.delete(robot.id().value());
			assertThat(browser.complaints()).isEmpty();
		}
	}

	/** All ports of the stack are shifted alike. */
	private static int statusPort(LocalStack stack) {
		return stack.edge("/").getPort() - PortPlan.EDGE + PortPlan.ROBOT_STATUS;
	}

	private static String expected(NeighbourCharacter character) {
		return switch (character) {
			case LEKIWI, XLE, SLOW, LIAR, CHIMERA, BROKEN_BUS -> "robot";
			case DEAD -> "silent";
			case REFUSING -> "refused";
			case NOISE, BROKEN_JSON, SSH -> "garbage";
			case OTHER_JSON, PRINTER, CAMERA -> "not_a_robot";
			case HUGE -> "too_large";
			case DRIP -> "too_slow";
			case REDIRECT -> "redirected";
		};
	}

	private static Map<String, String> outcomes(Browser browser) {
		Object rows = browser.run("""
				return Object.fromEntries([...document.querySelectorAll('[data-testid=result]')]
				  .map(row => [row.dataset.address, row.dataset.outcome]));""");
		return ((Map<?, ?>) rows).entrySet()
			.stream()
			.collect(Collectors.toMap(each -> (String) each.getKey(), each -> (String) each.getValue()));
	}

	private static String found(NeighbourTruth robot) {
		return "[data-testid=found-robot][data-address='" + robot.address() + "']";
	}

}
