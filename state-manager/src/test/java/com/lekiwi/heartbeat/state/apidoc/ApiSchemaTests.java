package com.lekiwi.heartbeat.state.apidoc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.history.FleetThen;
import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.history.Uptime;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.robot.FleetSummary;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.sample.BatterySamples;
import com.lekiwi.heartbeat.contract.sample.ResourceSamples;
import com.lekiwi.heartbeat.contract.sample.SamplePoint;
import com.lekiwi.heartbeat.contract.sample.SampleSeries;
import com.lekiwi.heartbeat.contract.sample.Spread;
import com.lekiwi.heartbeat.conventions.apidoc.ApiDocument;
import com.lekiwi.heartbeat.conventions.apidoc.SchemaNames;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.observer.BlindInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiSchemaTests {

	private final ApiDocument document = new ApiDocument(ApiDocumentIntegrationTests.FILE);

	@ParameterizedTest
	@ValueSource(classes = { Robot.class, Beat.class, Counters.class, RobotPage.class, Heartbeat.class, Battery.class,
			Resources.class, Versions.class, TeleoperationEvidence.class, EventPage.class, FleetEvent.class,
			FleetThen.class, RobotThen.class, Uptime.class, SampleSeries.class, SamplePoint.class, BatterySamples.class,
			ResourceSamples.class, Spread.class, Fault.class, BlindInterval.class, MaintenanceTime.class,
			FleetSummary.class, Situation.class, Incident.class, BlindTime.class })
	void aSchemaHasTheFieldsOfItsRecordAndRequiresThoseThatAreAlwaysThere(Class<?> type) {
		JsonNode schema = this.document.schema(type.getSimpleName());
		assertThat(SchemaNames.properties(schema)).isEqualTo(SchemaNames.fields(type));
		assertThat(SchemaNames.texts(schema.path("required"))).isEqualTo(SchemaNames.requiredFields(type));
	}

	@ParameterizedTest
	@ValueSource(classes = { RobotType.class, RobotStatus.class, ReportedStatus.class, CommandSource.class,
			SubjectKind.class, EventKind.class, OfflineCause.class, TeleoperationStatus.class })
	void aSchemaHasTheConstantsOfItsEnum(Class<?> type) {
		Set<String> constants = Arrays.stream(type.getEnumConstants())
			.map(constant -> constant.toString().toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(SchemaNames.texts(this.document.schema(type.getSimpleName()).path("enum"))).isEqualTo(constants);
	}

	@Test
	void theFormOfAnIdIsThatOfTheCode() {
		assertThat(this.document.schema("RobotId").path("pattern").stringValue())
			.isEqualTo("^" + RobotId.FORM.pattern() + "$");
	}

	@Test
	void everyKindOfProblemIsNamed() {
		Set<String> types = Arrays.stream(ProblemType.values())
			.map(type -> type.type().toString())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(SchemaNames.texts(this.document.schema("Problem").at("/properties/type/enum"))).isEqualTo(types);
	}

	@Test
	void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
		assertThat(this.document.brokenReferences()).isEmpty();
		assertThat(this.document.unusedSchemas()).isEmpty();
	}

}
