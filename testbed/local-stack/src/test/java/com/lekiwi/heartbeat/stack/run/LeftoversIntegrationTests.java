package com.lekiwi.heartbeat.stack.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.state.ProcessRecord;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LeftoversIntegrationTests {

	@TempDir
	private Path directory;

	private StateDirectory state;

	private Process process;

	private ProcessIdentity identity;

	@BeforeEach
	void startAProcess() throws IOException {
		this.state = new StateDirectory(this.directory).create();
		this.process = new ProcessBuilder("sleep", "600").start();
		this.identity = ProcessIdentity.of(this.process.toHandle()).orElseThrow();
	}

	@AfterEach
	void endIt() {
		this.process.destroyForcibly();
	}

	@Test
	void aRecordedProcessIsEnded() {
		write(this.identity, List.of());
		assertThat(Leftovers.end(this.state)).containsExactly("state-manager");
		assertThat(this.process.isAlive()).isFalse();
		assertThat(StackRecord.read(this.state)).isEmpty();
	}

	@Test
	void aFrozenProcessIsEndedToo() {
		Signal.STOP.send(this.process.toHandle());
		write(this.identity, List.of());
		assertThat(Leftovers.end(this.state)).containsExactly("state-manager");
		assertThat(this.process.isAlive()).isFalse();
	}

	@Test
	void aChildThatOutlivedItsParentIsEnded() {
		ProcessIdentity gone = new ProcessIdentity(this.identity.pid(), this.identity.startedAt().minusSeconds(60));
		write(gone, List.of(this.identity));
		assertThat(Leftovers.end(this.state)).containsExactly("state-manager");
		assertThat(this.process.isAlive()).isFalse();
	}

	@Test
	void anotherProcessWithTheSameNumberIsNotTouched() {
		ProcessIdentity earlier = new ProcessIdentity(this.identity.pid(),
				this.identity.startedAt().minus(Duration.ofHours(1)));
		write(earlier, List.of(earlier));
		assertThat(Leftovers.end(this.state)).isEmpty();
		assertThat(this.process.isAlive()).isTrue();
	}

	@Test
	void whereNothingIsRecordedNothingHappens() {
		assertThat(Leftovers.end(this.state)).isEmpty();
		assertThat(this.process.isAlive()).isTrue();
	}

	private void write(ProcessIdentity leader, List<ProcessIdentity> family) {
		ProcessRecord record = new ProcessRecord("state-manager", 8012, "log", Signal.TERM, leader, family, null);
		new StackRecord(this.identity, true, Map.of("dashboard", "http://127.0.0.1:8080/"), List.of(record))
			.write(this.state);
	}

}
