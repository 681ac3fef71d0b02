package com.lekiwi.heartbeat.state.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import com.lekiwi.heartbeat.contract.robot.Robot;
import tools.jackson.databind.json.JsonMapper;

/** Robots as JSON, one a line. */
final class NdjsonRobots implements RobotWriter {

	private final BufferedOutputStream out;

	private final JsonMapper json;

	NdjsonRobots(OutputStream out, JsonMapper json) {
		this.out = new BufferedOutputStream(out);
		this.json = json;
	}

	@Override
	public void write(Robot robot) throws IOException {
		this.out.write(this.json.writeValueAsBytes(robot));
		this.out.write('\n');
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

}
