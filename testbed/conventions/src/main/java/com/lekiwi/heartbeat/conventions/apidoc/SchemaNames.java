package com.lekiwi.heartbeat.conventions.apidoc;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the schema of a record must name, and what a schema names. */
public final class SchemaNames {

	private SchemaNames() {
	}

	/**
	 * The fields of a record in JSON.
	 * @param type a record
	 * @return names in snake_case
	 */
	public static Set<String> fields(Class<?> type) {
		return fields(type, _ -> true);
	}

	/**
	 * The fields that are always there.
	 * @param type a record
	 * @return names in snake_case
	 */
	public static Set<String> requiredFields(Class<?> type) {
		return fields(type, field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class));
	}

	private static Set<String> fields(Class<?> type, Predicate<RecordComponent> wanted) {
		return Arrays.stream(type.getRecordComponents())
			.filter(wanted)
			.map(field -> field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The fields that a schema has.
	 * @param schema of an object
	 * @return names
	 */
	public static Set<String> properties(JsonNode schema) {
		return new TreeSet<>(schema.path("properties").propertyNames());
	}

	/**
	 * The texts of a list, such as a schema's {@code required} or {@code enum}.
	 * @param list an array of texts
	 * @return all of them
	 */
	public static Set<String> texts(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false)
			.map(JsonNode::stringValue)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
