package com.lekiwi.heartbeat.stack.summary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.lekiwi.heartbeat.stack.StackException;

/** Reads the XML that Surefire and Failsafe write, one file a test class. */
final class SuiteReader {

	private final XMLInputFactory factory = XMLInputFactory.newFactory();

	private final List<String> failures = new ArrayList<>();

	private final List<String> skips = new ArrayList<>();

	private int passed;

	SuiteReader() {
		this.factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		this.factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
	}

	void add(Path file) {
		try (InputStream input = Files.newInputStream(file)) {
			XMLStreamReader reader = this.factory.createXMLStreamReader(input);
			while (reader.hasNext()) {
				if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("testcase")) {
					test(reader);
				}
			}
			reader.close();
		}
		catch (IOException | XMLStreamException ex) {
			throw new StackException("Cannot read the test report " + file + ": " + ex.getMessage(), ex);
		}
	}

	/** Reads to the end of one test. A test without a verdict inside has passed. */
	private void test(XMLStreamReader reader) throws XMLStreamException {
		String name = attribute(reader, "classname") + "." + attribute(reader, "name");
		boolean failed = false;
		boolean skipped = false;
		String message = "";
		while (!(reader.next() == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("testcase"))) {
			if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
				continue;
			}
			boolean failure = reader.getLocalName().equals("failure") || reader.getLocalName().equals("error");
			boolean skip = reader.getLocalName().equals("skipped");
			if (failure || skip) {
				failed |= failure;
				skipped |= skip;
				message = attribute(reader, "message").lines().findFirst().orElse("");
			}
		}
		if (failed) {
			this.failures.add(name + ": " + message);
		}
		else if (skipped) {
			this.skips.add(name + ": " + message);
		}
		else {
			this.passed++;
		}
	}

	private static String attribute(XMLStreamReader reader, String name) {
		String value = reader.getAttributeValue(null, name);
		return (value != null) ? value : "";
	}

	TestReport report() {
		return new TestReport(this.passed, this.failures, this.skips);
	}

}
