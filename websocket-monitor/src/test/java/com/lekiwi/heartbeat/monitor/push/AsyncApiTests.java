package com.lekiwi.heartbeat.monitor.push;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.event.EventPosition;
import com.lekiwi.heartbeat.monitor.fixture.PushDocument;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.GapReason;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.CloseCode;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The document says what is sent, all of it and nothing else. */
class AsyncApiTests {

	private static final SourceState SOURCE = new SourceState(true, false, Robots.START, List.of());

	private final JsonMapper mapper = FleetJson.mapper();

	private final PushDocument document = new PushDocument();

	private final Frames frames = new Frames(Clock.fixed(Robots.START, ZoneOffset.UTC));

	@Test
	void everyFrameIsAsTheDocumentSays() {
		String robot = this.mapper.writeValueAsString(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
		String event = this.mapper.writeValueAsString(
				new FleetEvent(7, SubjectKind.ROBOT, "kiwi-01", "online", Robots.START, Robots.START, Map.of()));
		Incident incident = new Incident(7, OfflineCause.SITE, "lab-a", Robots.START, Robots.START, 5, 5, null, null);
		List<WireFrame> all = List.of(this.frames.snapshot(List.of(robot), 1, 1, SOURCE, 7),
				this.frames.delta(List.of("{\"id\":\"kiwi-01\",\"site\":null}"), List.of("kiwi-02"), 3),
				this.frames.events(List.of(event), 7), this.frames.leftOut(new EventPosition.LeftOut(3, 9)),
				this.frames.gap(new Gap(GapReason.UPDATES_LOST, Robots.START, null)),
				this.frames.gap(new Gap(GapReason.STATE_MANAGER_AWAY, null, Robots.START)),
				this.frames.situation(new Situation(Robots.START, List.of(incident), List.of())),
				this.frames.ping(SOURCE, 7), this.frames.error("op: a text is needed"));
		Set<String> kinds = new HashSet<>(Set.of("subscribe"));
		for (WireFrame frame : all) {
			JsonNode message = this.mapper.readTree(text(frame));
			assertThat(this.document.faults(frame.kind(), message)).as(frame.kind()).isEmpty();
			kinds.add(frame.kind());
		}
		assertThat(kinds).isEqualTo(this.document.messages("push"));
	}

	@Test
	void theDocumentRefusesWhatIsNotSaid() {
		JsonNode wrong = this.mapper.readTree("{\"op\":\"event\",\"as_of\":\"now\",\"events\":[],\"cursor\":7}");
		assertThat(this.document.faults("event", wrong)).hasSizeGreaterThanOrEqualTo(3);
	}

	@Test
	void theExampleIsUnderstood() {
		JsonNode example = this.document.root().at("/components/messages/subscribe/examples/0/payload");
		assertThat(this.document.faults("subscribe", example)).isEmpty();
	}

	@Test
	void everyCloseCodeThatIsSentIsExplained() throws IllegalAccessException {
		Set<Integer> unsaid = Set.of(CloseCode.NONE, CloseCode.LOST, CloseCode.NORMAL);
		List<Integer> codes = new ArrayList<>();
		for (Field constant : CloseCode.class.getDeclaredFields()) {
			if (Modifier.isPublic(constant.getModifiers()) && !unsaid.contains(constant.getInt(null))) {
				codes.add(constant.getInt(null));
			}
		}
		String words = this.document.root().at("/info/description").stringValue();
		assertThat(codes).hasSizeGreaterThan(9).allSatisfy(code -> assertThat(words).contains("| " + code + " |"));
	}

	/** The message in a frame, without the frame's head and what follows it. */
	private static String text(WireFrame frame) {
		String all = StandardCharsets.UTF_8.decode(frame.buffer()).toString();
		return all.substring(all.indexOf('{'), all.lastIndexOf('}') + 1);
	}

}
