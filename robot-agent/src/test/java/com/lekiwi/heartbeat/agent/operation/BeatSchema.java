package com.lekiwi.heartbeat.agent.operation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.conventions.apidoc.ApiDocument;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/** What a heartbeat has to look like, as state-manager's API says. */
final class BeatSchema {

	private static final String ADDRESS = "https://lekiwi.example/api.json";

	private final ApiDocument document = new ApiDocument(Path.of("..", "docs", "api", "state-manager.yaml"));

	List<String> faults(JsonNode beat) {
		String text = this.document.root().toString();
		Schema schema = SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, (builder) -> builder.schemas(Map.of(ADDRESS, text)))
			.getSchema(SchemaLocation.of(ADDRESS + "#/components/schemas/Heartbeat"));
		return schema.validate(beat, (context) -> context.executionConfig((run) -> run.formatAssertionsEnabled(true)))
			.stream()
			.map((error) -> error.getInstanceLocation() + ": " + error.getMessage())
			.toList();
	}

	/** Names that the server would ignore. */
	Set<String> unknownNames(JsonNode beat) {
		Set<String> unknown = new TreeSet<>();
		collect("Heartbeat", beat, unknown);
		collect("Battery", beat.path("battery"), unknown);
		collect("Resources", beat.path("resources"), unknown);
		collect("Versions", beat.path("versions"), unknown);
		collect("TeleoperationEvidence", beat.path("teleoperation"), unknown);
		return unknown;
	}

	private void collect(String schema, JsonNode part, Set<String> unknown) {
		unknown.addAll(part.propertyNames());
		unknown.removeAll(this.document.schema(schema).path("properties").propertyNames());
	}

}
