package com.lekiwi.heartbeat.state.apidoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API in writing, as OpenAPI 3.1: docs/api/state-manager.yaml, which the build packs
 * in.
 */
@RestController
class OpenApiController {

	private final byte[] yaml;

	private final byte[] json;

	OpenApiController(JsonMapper mapper) {
		try {
			this.yaml = new ClassPathResource("openapi/state-manager.yaml").getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the service was built without its API in writing", ex);
		}
		Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(new String(this.yaml, StandardCharsets.UTF_8));
		this.json = mapper.writeValueAsBytes(document);
	}

	@GetMapping(path = "/api/v2/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> json() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json);
	}

	@GetMapping(path = "/api/v2/openapi.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
	ResponseEntity<byte[]> yaml() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(this.yaml);
	}

}
