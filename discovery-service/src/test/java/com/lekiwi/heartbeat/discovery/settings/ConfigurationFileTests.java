package com.lekiwi.heartbeat.discovery.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationFileTests {

	private static final Path FILE = Path.of("..", "config", "discovery-service.yml");

	/** Of all groups; a list counts as one. */
	private static final int KEYS = 35;

	@Test
	void theFileThatPeopleEditHasEveryKeyWithItsDefault() throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("config", new FileSystemResource(FILE));
		DiscoverySettings inFile = new Binder(ConfigurationPropertySources.from(sources))
			.bind("heartbeat", Bindable.of(DiscoverySettings.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		assertThat(inFile).isEqualTo(new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("heartbeat",
				DiscoverySettings.class));
		assertThat(sources).singleElement()
			.satisfies(source -> assertThat(((EnumerablePropertySource<?>) source).getPropertyNames()).hasSize(KEYS));
	}

}
