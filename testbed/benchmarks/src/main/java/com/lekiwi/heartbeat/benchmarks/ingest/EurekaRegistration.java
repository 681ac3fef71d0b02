package com.lekiwi.heartbeat.benchmarks.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** Registers instances with Eureka, so that their leases can be renewed. */
final class EurekaRegistration {

	/** Of an instance's number; both for Java and for Lua. */
	static final String ID_FORM = "kiwi-%05d";

	/**
	 * Milliseconds since 1970. A renewal with the same one finds its lease up to date;
	 * with a later one it would be told to register again.
	 */
	static final long DIRTY_TIMESTAMP = 1_767_225_600_000L;

	/** Registrations in flight. */
	private static final int AT_ONCE = 50;

	private static final int NO_CONTENT = 204;

	private EurekaRegistration() {
	}

	static void register(int instances, EurekaApplications applications, int port) {
		URI apps = URI.create("http://127.0.0.1:" + port + "/eureka/apps/");
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			for (int first = 0; first < instances; first += AT_ONCE) {
				CompletableFuture<?>[] some = IntStream.range(first, Math.min(instances, first + AT_ONCE))
					.mapToObj(instance -> register(client, apps, instance, applications.of(instance)))
					.toArray(CompletableFuture<?>[]::new);
				CompletableFuture.allOf(some).join();
			}
		}
		catch (CompletionException ex) {
			throw new BenchmarkException("Eureka does not register instances: " + ex.getMessage(), ex);
		}
	}

	private static CompletableFuture<Void> register(HttpClient client, URI apps, int instance, String application) {
		HttpRequest request = HttpRequest.newBuilder(apps.resolve(application))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body(instance, application)))
			.build();
		return client.sendAsync(request, BodyHandlers.discarding()).thenAccept(answer -> {
			if (answer.statusCode() != NO_CONTENT) {
				throw new BenchmarkException("Eureka answers a registration with " + answer.statusCode());
			}
		});
	}

	private static String body(int instance, String application) {
		String id = String.format(Locale.ROOT, ID_FORM, instance);
		return """
				{"instance": {"instanceId": "%s", "hostName": "%s", "app": "%s", "ipAddr": "10.1.0.1", "status": "UP",
				  "port": {"$": 8090, "@enabled": "true"}, "securePort": {"$": 443, "@enabled": "false"},
				  "vipAddress": "fleet", "countryId": 1,
				  "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"},
				  "leaseInfo": {"renewalIntervalInSecs": 30, "durationInSecs": 86400},
				  "lastDirtyTimestamp": "%d", "actionType": "ADDED"}}"""
			.formatted(id, id, application, DIRTY_TIMESTAMP);
	}

}
