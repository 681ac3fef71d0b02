package com.lekiwi.heartbeat.discovery.probe;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TypeDetectorTests {

	@Test
	void nineMotorsOfAnArmAndABaseOnOneBusAreALekiwi() throws NoRobotException {
		assertThat(read("", Neighbour.lekiwiBus())).satisfies(robot -> {
			assertThat(robot.type()).isEqualTo(RobotType.LEKIWI);
			assertThat(robot.rule()).isEqualTo(TypeRule.ONE_ARM_AND_BASE_ON_ONE_BUS);
			assertThat(robot.reasons()).isEmpty();
			assertThat(robot.contradiction()).isFalse();
			assertThat(robot.claimedType()).isNull();
		});
	}

	@Test
	void twoBusesWithTwoArmsAHeadAndABaseAreAnXleInWhateverOrder() throws NoRobotException {
		String left = Neighbour.bus("b",
				Stream.concat(Neighbour.arm("left_arm"), Stream.of("head_motor_2", "head_motor_1")));
		String right = Neighbour.bus("a", Stream.concat(Neighbour.WHEELS.stream(), Neighbour.arm("right_arm")));
		assertThat(read("", Neighbour.xleBuses()).type()).isEqualTo(RobotType.XLE);
		assertThat(read("", right + "," + left).type()).isEqualTo(RobotType.XLE);
	}

	@Test
	void aBusThatDoesNotAnswerLeavesTheTypeUnknownAndIsNamed() throws NoRobotException {
		String left = Neighbour.xleBuses().split("\\},\\{", 2)[0] + "}";
		Identity robot = read("", left);
		assertThat(robot.type()).isEqualTo(RobotType.UNKNOWN);
		assertThat(robot.rule()).isEqualTo(TypeRule.NO_MATCH);
		assertThat(robot.reasons())
			.anyMatch(reason -> reason.contains("xle") && reason.contains("9 motors are missing"))
			.anyMatch(reason -> reason.contains("1 buses, not 2"));
	}

	@Test
	void aMotorTooFewATooManyOrTwiceLeavesTheTypeUnknown() throws NoRobotException {
		Stream<String> eight = Stream.concat(Neighbour.arm("arm"), Stream.of("base_left_wheel", "base_right_wheel"));
		assertThat(read("", Neighbour.bus("a", eight)).reasons())
			.containsExactly("for type lekiwi 1 motors are missing: base_back_wheel");
		Stream<String> ten = Stream.concat(Stream.concat(Neighbour.arm("arm"), Neighbour.WHEELS.stream()),
				Stream.of("tail"));
		assertThat(read("", Neighbour.bus("a", ten)).reasons())
			.containsExactly("for type lekiwi 1 motors are too many: tail");
		Stream<String> twice = Stream.concat(Stream.concat(Neighbour.arm("arm"), Neighbour.WHEELS.stream()),
				Stream.of("base_left_wheel"));
		assertThat(read("", Neighbour.bus("a", twice)).reasons()).containsExactly("motors are named more than once");
	}

	@Test
	void theRightMotorsOnTheWrongBusesLeaveTheTypeUnknown() throws NoRobotException {
		String arm = Neighbour.bus("a", Neighbour.arm("arm"));
		String base = Neighbour.bus("b", Neighbour.WHEELS.stream());
		assertThat(read("", arm + "," + base).reasons()).containsExactly("for type lekiwi there are 2 buses, not 1");
		String left = Neighbour.bus("a", Stream.concat(Neighbour.arm("left_arm"), Neighbour.WHEELS.stream()));
		String right = Neighbour.bus("b",
				Stream.concat(Neighbour.arm("right_arm"), Stream.of("head_motor_1", "head_motor_2")));
		assertThat(read("", left + "," + right).reasons())
			.containsExactly("the motors are those of type xle, on the wrong buses");
	}

	@Test
	void noBusAndNoMotorThatIsKnownAreNoType() throws NoRobotException {
		assertThat(read("", "").type()).isEqualTo(RobotType.UNKNOWN);
		assertThat(read("", "{\"port\":\"a\",\"motors\":[]}").reasons()).containsExactly("no motor answers on 1 buses");
		assertThat(read("", "{\"port\":\"a\",\"motors\":[\"rotor_1\"]}").reasons()).singleElement()
			.asString()
			.contains("rotor_1");
	}

	@Test
	void aClaimIsKeptBesideTheEvidenceAndNeverBelieved() throws NoRobotException {
		Identity liar = read("\"type\":\"xle\",", Neighbour.lekiwiBus());
		assertThat(liar.type()).isEqualTo(RobotType.LEKIWI);
		assertThat(liar.claimedType()).isEqualTo("xle");
		assertThat(liar.contradiction()).isTrue();
		Identity honest = read("\"type\":\"lekiwi\",", Neighbour.lekiwiBus());
		assertThat(honest.contradiction()).isFalse();
		Identity unproven = read("\"type\":\"lekiwi\",", "");
		assertThat(unproven.type()).isEqualTo(RobotType.UNKNOWN);
		assertThat(unproven.contradiction()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "7", "null", "\"a\"", "{\"id\":7,\"motor_buses\":[]}",
			"{\"id\":\"../etc\",\"motor_buses\":[]}", "{\"id\":\"\",\"motor_buses\":[]}", "{\"motor_buses\":[]}",
			"{\"id\":\"a\"}", "{\"id\":\"a\",\"motor_buses\":{}}", "{\"id\":\"a\",\"motor_buses\":[7]}",
			"{\"id\":\"a\",\"motor_buses\":[{\"motors\":[7]}]}", "{\"id\":\"a\",\"motor_buses\":[{\"motors\":\"x\"}]}",
			"{\"id\":\"a\",\"motor_buses\":[{},{},{},{},{},{},{},{},{}]}", "{\"status\":\"idle\",\"pages\":7}" })
	void whatIsNotTheStatusOfARobotIsNone(String body) {
		assertThatExceptionOfType(NoRobotException.class).isThrownBy(() -> status(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "{\"id\":\"a\"", "{]", "\0\1\2" })
	void whatIsNoJsonIsNoJson(String body) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> status(body));
	}

	@Test
	void aNameThatMakesNoSenseIsLeftOut() throws NoRobotException {
		assertThat(status("{\"id\":\"a\",\"motor_buses\":[],\"name\":\"x\\u0000y\"}").robot().name()).isNull();
		assertThat(status("{\"id\":\"a\",\"motor_buses\":[],\"name\":\"x\\ud800y\"}").robot().name()).isNull();
		assertThat(status("{\"id\":\"a\",\"motor_buses\":[],\"name\":7}").robot().name()).isNull();
		assertThat(status("{\"id\":\"a\",\"motor_buses\":[],\"name\":\"" + "n".repeat(129) + "\"}").robot().name())
			.isNull();
		assertThat(status("{\"id\":\"a\",\"motor_buses\":[],\"name\":\"<b>é</b>\"}").robot().name())
			.isEqualTo("<b>é</b>");
	}

	private static Identity read(String more, String buses) throws NoRobotException {
		return status("{\"id\":\"kiwi-1\"," + more + "\"motor_buses\":[" + buses + "]}").robot();
	}

	private static StatusReader.Status status(String body) throws NoRobotException {
		return new StatusReader().read(body.getBytes(StandardCharsets.UTF_8));
	}

}
