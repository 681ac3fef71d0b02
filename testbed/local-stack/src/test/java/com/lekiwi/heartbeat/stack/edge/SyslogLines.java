package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what nginx sends in place of legacy-adapter, and keeps it. */
final class SyslogLines implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int LONGEST = 65_536;

	private final DatagramSocket socket;

	private final List<String> lines = new ArrayList<>();

	private final Thread receiver;

	SyslogLines(int port) throws IOException {
		this.socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
		this.receiver = Thread.ofPlatform().name("syslog-lines").start(this::receive);
	}

	private void receive() {
		DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
		try {
			while (true) {
				packet.setLength(LONGEST);
				this.socket.receive(packet);
				String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
				synchronized (this.lines) {
					this.lines.add(line);
				}
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
		}
	}

	/** With syslog's prefix. */
	List<String> raw() {
		synchronized (this.lines) {
			return List.copyOf(this.lines);
		}
	}

	List<JsonNode> all() {
		return raw().stream().map((line) -> JSON.readTree(line.substring(line.indexOf('{')))).toList();
	}

	List<JsonNode> of(String requestId) {
		return all().stream().filter((line) -> line.path("request_id").asString().equals(requestId)).toList();
	}

	/** The numbers that each worker gave out, in the order of arrival. */
	Map<String, List<Integer>> numbers() {
		Map<String, List<Integer>> numbers = new TreeMap<>();
		for (JsonNode line : all()) {
			String digits = line.path("line").asString().replace("edge_line=", "");
			byte[] counter = HexFormat.of().parseHex(digits.substring(24));
			int value = 0;
			for (int octet = 3; octet >= 0; octet--) {
				value = value << 8 | (counter[octet] & 0xFF);
			}
			numbers.computeIfAbsent(digits.substring(16, 24), (worker) -> new ArrayList<>())
				.add((value - 0x03030302) / 0x100);
		}
		return numbers;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		try {
			this.receiver.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
