package com.lekiwi.heartbeat.state.cache;

import java.net.http.HttpResponse;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.Http;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** One robot as a replica answers it, and where the answer came from. */
final class CachedReads {

	private final Http http;

	private final MeterRegistry registry;

	private final String robot;

	CachedReads(Http http, MeterRegistry registry, String robot) {
		this.http = http;
		this.registry = registry;
		this.robot = robot;
	}

	RobotId id() {
		return new RobotId(this.robot);
	}

	HttpResponse<String> answer() {
		return this.http.get("/api/v2/robots/" + this.robot);
	}

	Robot read() {
		HttpResponse<String> answer = answer();
		assertThat(answer.statusCode()).isEqualTo(200);
		return FleetJson.mapper().readValue(answer.body(), Robot.class);
	}

	long seq() {
		Robot read = read();
		return (read.beat() != null) ? read.beat().seq() : -1;
	}

	boolean isHit() {
		return answer().headers().firstValue("Age").isPresent();
	}

	void awaitHit() {
		Awaitility.await().until(this::isHit);
	}

	void beat(String fields) {
		assertThat(this.http.beat(this.robot, "{\"boot_id\":\"b\"," + fields + "}").statusCode()).isEqualTo(204);
	}

	double count(String name, String tag, String value) {
		Counter counter = this.registry.find(name).tag(tag, value).counter();
		return (counter != null) ? counter.count() : 0;
	}

	double count(String name) {
		return this.registry.get(name).counter().count();
	}

}
