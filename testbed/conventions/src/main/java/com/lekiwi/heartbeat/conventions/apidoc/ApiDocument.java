package com.lekiwi.heartbeat.conventions.apidoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A committed OpenAPI document, and what it says. */
public final class ApiDocument {

	private static final String ADDRESS = "https://lekiwi.example/openapi.json";

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final JsonNode root;

	private final SchemaRegistry schemas;

	/**
	 * Reads a document.
	 * @param file in YAML
	 */
	public ApiDocument(Path file) {
		JsonMapper json = JsonMapper.shared();
		try {
			Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
			this.root = json.valueToTree(loaded);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String text = this.root.toString();
		this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				builder -> builder.schemas(address -> address.equals(ADDRESS) ? text : null));
	}

	/**
	 * The whole document.
	 * @return as JSON
	 */
	public JsonNode root() {
		return this.root;
	}

	/**
	 * One of its schemas.
	 * @param name the schema's name
	 * @return the schema, or a missing node
	 */
	public JsonNode schema(String name) {
		return this.root.at("/components/schemas/" + name);
	}

	/**
	 * The names of its schemas.
	 * @return all of them
	 */
	public Set<String> schemaNames() {
		return new TreeSet<>(this.root.at("/components/schemas").propertyNames());
	}

	/**
	 * References that lead nowhere.
	 * @return what they say
	 */
	public Set<String> brokenReferences() {
		Set<String> broken = references();
		broken.removeIf(reference -> !this.root.at(reference.substring(1)).isMissingNode());
		return broken;
	}

	/**
	 * Schemas that nothing refers to.
	 * @return their names
	 */
	public Set<String> unusedSchemas() {
		Set<String> references = references();
		Set<String> unused = schemaNames();
		unused.removeIf(name -> references.contains("#/components/schemas/" + name));
		return unused;
	}

	private Set<String> references() {
		Set<String> references = new TreeSet<>();
		this.root.findValues("$ref").forEach(reference -> references.add(reference.stringValue()));
		return references;
	}

	/**
	 * What can be asked.
	 * @return methods and paths, such as {@code GET /api/v2/robots}
	 */
	public Set<String> operations() {
		Set<String> operations = new TreeSet<>();
		this.root.get("paths")
			.forEachEntry((path, item) -> item.propertyNames()
				.stream()
				.filter(METHODS::contains)
				.forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
		return operations;
	}

	/**
	 * What is wrong with a body, by the schema that the document has for such an answer.
	 * @param method of the request
	 * @param path of the request, as the document writes it
	 * @param status of the answer
	 * @param contentType of the answer
	 * @param body of the answer
	 * @return one line for each fault
	 */
	public List<String> faults(String method, String path, int status, String contentType, JsonNode body) {
		String media = contentType.split(";", 2)[0];
		String pointer = "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
		JsonNode answer = this.root.at(pointer);
		if (answer.has("$ref")) {
			pointer = answer.get("$ref").stringValue().substring(1);
		}
		pointer += "/content/" + escaped(media) + "/schema";
		if (this.root.at(pointer).isMissingNode()) {
			return List.of("there is nothing at " + pointer);
		}
		List<String> faults = new ArrayList<>();
		for (Error error : this.schemas
			.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer.replace("{", "%7B").replace("}", "%7D")))
			.validate(body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))) {
			faults.add(error.getInstanceLocation() + ": " + error.getMessage());
		}
		return faults;
	}

	private static String escaped(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

}
