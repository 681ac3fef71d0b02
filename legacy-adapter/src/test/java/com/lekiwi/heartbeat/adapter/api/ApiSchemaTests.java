package com.lekiwi.heartbeat.adapter.api;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

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
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
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
		assertThat(new TreeSet<>(schema.path("properties").propertyNames())).isEqualTo(names(type, true));
		assertThat(texts(schema.path("required"))).isEqualTo(names(type, false));
	}

	@ParameterizedTest
	@ValueSource(classes = { RunKind.class, RunState.class, DifferenceKind.class, Repair.class, Outcome.class })
	void aSchemaHasTheConstantsOfItsEnum(Class<?> type) {
		Set<String> constants = Arrays.stream(type.getDeclaredFields())
			.filter(Field::isEnumConstant)
			.map(field -> Objects.requireNonNull(field.getAnnotation(JsonProperty.class)).value())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(texts(Api.DOCUMENT.schema(type.getSimpleName()).path("enum"))).isEqualTo(constants);
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

	private static Set<String> names(Class<?> type, boolean all) {
		return Arrays.stream(type.getRecordComponents())
			.filter(field -> all || !isNullable(field))
			.map(field -> field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isNullable(RecordComponent field) {
		return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

	private static Set<String> texts(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false)
			.map(JsonNode::stringValue)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
