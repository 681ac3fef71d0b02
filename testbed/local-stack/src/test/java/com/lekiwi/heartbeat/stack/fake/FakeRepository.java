package com.lekiwi.heartbeat.stack.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A repository's root in which every service is a {@link FakeService}. */
public final class FakeRepository {

	private final Path root;

	public FakeRepository(Path root) throws IOException {
		this.root = root;
		for (String service : List.of("state-manager", "websocket-monitor", "discovery-service", "legacy-adapter",
				"testbed/legacy-poller", "testbed/robot-fleet")) {
			install(service, "healthy");
		}
		Path deployed = Path.of("../../deploy").toAbsolutePath().normalize();
		try (Stream<Path> files = Files.walk(deployed)) {
			for (Path file : files.toList()) {
				Path copy = root.resolve("deploy").resolve(deployed.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(copy);
				}
				else {
					// The scripts stay executable.
					Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
	}

	public Path root() {
		return this.root;
	}

	public void install(String module, String behaviour) throws IOException {
		Path target = Files.createDirectories(this.root.resolve(module).resolve("target"));
		// A service's jar is the one that Spring Boot made, beside the plain one.
		String kind = module.startsWith("testbed") ? ".jar" : "-exec.jar";
		Path jar = target.resolve(Path.of(module).getFileName() + kind);
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
		String classFile = FakeService.class.getName().replace('.', '/') + ".class";
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream output = new JarOutputStream(file, manifest);
				InputStream code = FakeService.class.getResourceAsStream("/" + classFile)) {
			output.putNextEntry(new JarEntry(classFile));
			code.transferTo(output);
			output.putNextEntry(new JarEntry("behaviour"));
			output.write(behaviour.getBytes(StandardCharsets.UTF_8));
		}
	}

}
