package com.lekiwi.heartbeat.discovery.api;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.conventions.apidoc.SchemaNames;
import com.lekiwi.heartbeat.discovery.fixture.Api;
import com.lekiwi.heartbeat.discovery.probe.Evidence;
import com.lekiwi.heartbeat.discovery.probe.Identity;
import com.lekiwi.heartbeat.discovery.probe.MotorBus;
import com.lekiwi.heartbeat.discovery.probe.Outcome;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.probe.TypeRule;
import com.lekiwi.heartbeat.discovery.robot.Adoption;
import com.lekiwi.heartbeat.discovery.robot.FoundRobot;
import com.lekiwi.heartbeat.discovery.robot.FoundRobotPage;
import com.lekiwi.heartbeat.discovery.robot.Ignored;
import com.lekiwi.heartbeat.discovery.scan.Networks;
import com.lekiwi.heartbeat.discovery.scan.ResultPage;
import com.lekiwi.heartbeat.discovery.scan.Scan;
import com.lekiwi.heartbeat.discovery.scan.ScanKind;
import com.lekiwi.heartbeat.discovery.scan.ScanPage;
import com.lekiwi.heartbeat.discovery.scan.ScanState;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiSchemaTests {

	@ParameterizedTest
	@ValueSource(classes = { Scan.class, ScanPage.class, ProbeResult.class, Identity.class, Evidence.class,
			MotorBus.class, ResultPage.class, FoundRobot.class, FoundRobotPage.class, Ignored.class, Networks.class,
			Networks.Limits.class, Networks.Schedule.class, Fault.class })
	void aSchemaHasTheFieldsOfItsRecordAndRequiresThoseThatAreAlwaysThere(Class<?> type) {
		JsonNode schema = Api.DOCUMENT.schema(type.getSimpleName());
		assertThat(SchemaNames.properties(schema)).isEqualTo(SchemaNames.fields(type));
		assertThat(SchemaNames.texts(schema.path("required"))).isEqualTo(SchemaNames.requiredFields(type));
	}

	@ParameterizedTest
	@ValueSource(classes = { Outcome.class, TypeRule.class, ScanKind.class, ScanState.class, Adoption.class,
			RobotType.class })
	void aSchemaHasTheConstantsOfItsEnum(Class<?> type) {
		Set<String> constants = Arrays.stream(type.getDeclaredFields())
			.filter(Field::isEnumConstant)
			.map(field -> Objects.requireNonNull(field.getAnnotation(JsonProperty.class)).value())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(SchemaNames.texts(Api.DOCUMENT.schema(type.getSimpleName()).path("enum"))).isEqualTo(constants);
	}

	@Test
	void theFormOfAnIdIsThatOfTheCode() {
		assertThat(Api.DOCUMENT.schema("RobotId").path("pattern").stringValue())
			.isEqualTo("^" + RobotId.FORM.pattern() + "$");
	}

	@Test
	void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
		List<String> references = new ArrayList<>();
		Api.DOCUMENT.root().findValues("$ref").forEach(reference -> references.add(reference.stringValue()));
		assertThat(references).isNotEmpty()
			.allSatisfy(reference -> assertThat(Api.DOCUMENT.root().at(reference.substring(1)).isMissingNode())
				.as(reference)
				.isFalse());
		assertThat(Api.DOCUMENT.schemaNames())
			.allSatisfy(name -> assertThat(references).contains("#/components/schemas/" + name));
	}

}
