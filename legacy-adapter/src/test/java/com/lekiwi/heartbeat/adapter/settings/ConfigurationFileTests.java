package com.lekiwi.heartbeat.adapter.settings;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigurationFileTests {

	private static final Path FILE = Path.of("..", "config", "legacy-adapter.yml");

	@Test
	void theFileThatPeopleEditHasEveryKeyWithItsDefault() throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("config", new FileSystemResource(FILE));
		AdapterSettings inCode = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("heartbeat",
				AdapterSettings.class);
		assertThat(bound(sources)).isEqualTo(inCode);
		assertThat(sources).singleElement()
			.satisfies(source -> assertThat(keysIn(source)).isEqualTo(keysOf(AdapterSettings.class, "heartbeat")));
	}

	@Test
	void aKeyThatDoesNotExistIsNamed() {
		assertThatExceptionOfType(BindException.class).isThrownBy(
				() -> bound(List.of(new MapPropertySource("typing-error", Map.of("heartbeat.dialect.max-bach", "7")))))
			.havingRootCause()
			.withMessageContaining("heartbeat.dialect.max-bach");
	}

	private static AdapterSettings bound(List<PropertySource<?>> sources) {
		return new Binder(ConfigurationPropertySources.from(sources))
			.bind("heartbeat", Bindable.of(AdapterSettings.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
	}

	/** A list counts as one key, however long it is. */
	private static Set<String> keysIn(PropertySource<?> source) {
		return Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames())
			.map(key -> key.replaceAll("\\[\\d+]$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> keysOf(Class<?> settings, String prefix) {
		return Arrays.stream(settings.getRecordComponents())
			.flatMap(component -> keysOf(component, prefix))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<String> keysOf(RecordComponent component, String prefix) {
		String key = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
		Class<?> type = component.getType();
		boolean group = type.isRecord() && type.getPackage().equals(AdapterSettings.class.getPackage());
		return group ? keysOf(type, key).stream() : Stream.of(key);
	}

}
