package com.lekiwi.heartbeat.discovery.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of bytes that are not kept: how many, their digest, and the first. */
final class Sample {

	private static final int FIRST = 64;

	private final MessageDigest digest;

	private final ByteArrayOutputStream first = new ByteArrayOutputStream(FIRST);

	private long count;

	Sample() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	static Sample of(byte[] bytes) {
		Sample sample = new Sample();
		sample.add(bytes, 0, bytes.length);
		return sample;
	}

	void add(byte[] bytes, int offset, int length) {
		this.count += length;
		this.digest.update(bytes, offset, length);
		this.first.write(bytes, offset, Math.min(length, FIRST - this.first.size()));
	}

	long count() {
		return this.count;
	}

	/** To be called once, at the end. */
	String sha256() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

	String first() {
		return this.first.toString(StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
	}

}
