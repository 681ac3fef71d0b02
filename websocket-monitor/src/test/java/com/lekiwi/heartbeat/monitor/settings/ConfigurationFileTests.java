package com.lekiwi.heartbeat.monitor.settings;

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

	private static final Path FILE = Path.of("..", "config", "websocket-monitor.yml");

	@Test
	void theFileThatPeopleEditHasEveryKeyWithItsDefault() throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("config", new FileSystemResource(FILE));
		Binder file = new Binder(ConfigurationPropertySources.from(sources));
		MonitorSettings inFile = file
			.bind("heartbeat", Bindable.of(MonitorSettings.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		MonitorSettings inCode = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("heartbeat",
				MonitorSettings.class);
		assertThat(inFile).isEqualTo(inCode);
		assertThat(sources).singleElement().satisfies(source -> assertThat(keys(source)).isEqualTo(28));
	}

	private static int keys(PropertySource<?> source) {
		return ((EnumerablePropertySource<?>) source).getPropertyNames().length;
	}

}
