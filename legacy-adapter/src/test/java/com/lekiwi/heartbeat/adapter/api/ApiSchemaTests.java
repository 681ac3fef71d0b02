package com.lekiwi.heartbeat.adapter.api;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.adapter.reconcile.Difference;
import com.lekiwi.heartbeat.adapter.reconcile.DifferenceKind;
import com.lekiwi.heartbeat.adapter.reconcile.Finding;
import com.lekiwi.heartbeat.adapter.reconcile.Outcome;
import com.lekiwi.heartbeat.adapter.edgelog.EdgeLogStatus;
import com.lekiwi.heartbeat.adapter.reconcile.Reconciliation;
import com.lekiwi.heartbeat.adapter.reconcile.Repair;
import com.lekiwi.heartbeat.adapter.sync.RunKind;
import com.lekiwi.heartbeat.adapter.sync.RunPage;
import com.lekiwi.heartbeat.adapter.sync.RunState;
import com.lekiwi.heartbeat.adapter.sync.SyncRun;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.conventions.apidoc.SchemaNames;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiSchemaTests {

	@ParameterizedTest
	@ValueSource(classes = { SyncRun.class, RunPage.class, Reconciliation.class, Finding.class, Difference.class,
			Fault.class, EdgeLogStatus.class, EdgeLogStatus.Lost.class, EdgeLogStatus.SystemFigures.class,
			EdgeLogStatus.AddressGroup.class })
	void aSchemaHasTheFieldsOfItsRecordAndRequiresThoseThatAreAlwaysThere(Class<?> type) {
		JsonNode schema = Api.DOCUMENT.schema(type.getSimpleName());
		assertThat(SchemaNames.properties(schema)).isEqualTo(SchemaNames.fields(type));
		assertThat(SchemaNames.texts(schema.path("required"))).isEqualTo(SchemaNames.requiredFields(type));
	}

	@ParameterizedTest
	@ValueSource(classes = { RunKind.class, RunState.class, DifferenceKind.class, Repair.class, Outcome.class })
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
		assertThat(Api.DOCUMENT.brokenReferences()).isEmpty();
		assertThat(Api.DOCUMENT.unusedSchemas()).isEmpty();
	}

}
