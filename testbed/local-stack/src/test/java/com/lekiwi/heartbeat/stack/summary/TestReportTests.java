package com.lekiwi.heartbeat.stack.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import com.lekiwi.heartbeat.stack.StackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TestReportTests {

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	@TempDir
	private Path root;

	@BeforeEach
	void twoModules() throws IOException {
		write("one/target/surefire-reports/TEST-a.xml", START,
				"""
						<testsuite name="a"><properties><property name="x" value="y"/></properties>
						<testcase name="passes" classname="A"><system-out>fine</system-out></testcase>
						<testcase name="fails" classname="A"><failure message="expected 1&#10;but was 2" type="E">at</failure></testcase>
						<testcase name="breaks" classname="A"><error type="E">no message</error></testcase>
						</testsuite>""");
		write("two/target/failsafe-reports/TEST-b.xml", START.plusSeconds(9),
				"""
						<testsuite name="b">
						<testcase name="passes" classname="B"/>
						<testcase name="skips" classname="B"><skipped message="Assumption failed: install nginx-light"/></testcase>
						</testsuite>""");
	}

	@Test
	void allModulesAreSummedUp() {
		TestReport report = TestReport.read(this.root, START).afterBuild(1);
		assertThat(report.line()).isEqualTo("2 passed, 2 failed, 1 skipped");
		assertThat(report.failures()).containsExactly("A.fails: expected 1", "A.breaks: ");
		assertThat(report.skips()).containsExactly("B.skips: Assumption failed: install nginx-light");
	}

	@Test
	void reportsOfAnEarlierRunDoNotCount() throws IOException {
		write("gone/target/surefire-reports/TEST-c.xml", START.minusSeconds(1),
				"<testsuite><testcase name=\"old\" classname=\"C\"/></testsuite>");
		assertThat(TestReport.read(this.root, START).passed()).isEqualTo(2);
	}

	@Test
	void aBuildThatBreaksWithoutAFailedTestIsAFailure() throws IOException {
		assertThat(TestReport.read(this.root.resolve("none"), START.plusSeconds(60)).afterBuild(1).line())
			.isEqualTo("0 passed, 1 failed, 0 skipped");
		assertThat(TestReport.read(this.root.resolve("none"), START.plusSeconds(60)).afterBuild(0).line())
			.isEqualTo("0 passed, 0 failed, 0 skipped");
	}

	@Test
	void aReportCutShortIsNamed() throws IOException {
		write("cut/target/surefire-reports/TEST-cut.xml", START, "<testsuite><testcase name=\"x\"");
		assertThatExceptionOfType(StackException.class).isThrownBy(() -> TestReport.read(this.root, START))
			.withMessageContaining("TEST-cut.xml");
	}

	private void write(String name, Instant modified, String text) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.createDirectories(this.root.resolve("none"));
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.from(modified));
	}

}
