package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RobotFleetIntegrationTests {

	@Test
	void aBusyPortIsOneLineAndExitsWithOneAndNothingStaysOpen() throws IOException {
		InetAddress robot = RobotProfile.of(2).address();
		int controlPort = HeartbeatServer.freePort();
		StringWriter err = new StringWriter();
		try (ServerSocket taken = new ServerSocket(0, 1, robot)) {
			CommandLine line = RobotFleet.commandLine();
			line.setErr(new PrintWriter(err, true));
			int exit = line.execute("--robots=3", "--status-port=" + taken.getLocalPort(),
					"--control-port=" + controlPort);
			assertThat(exit).isEqualTo(1);
			assertThat(err.toString()).hasLineCount(1)
				.contains(robot.getHostAddress() + ":" + taken.getLocalPort(), "in use");
		}
		try (ServerSocket free = new ServerSocket(controlPort, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			assertThat(free.isBound()).isTrue();
		}
	}

}
