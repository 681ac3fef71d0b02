package com.lekiwi.heartbeat.state.etag;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Holds the body of a good JSON answer back. Everything else, such as an export, goes
 * straight through.
 */
final class HeldJson extends HttpServletResponseWrapper {

	private @Nullable FastByteArrayOutputStream held;

	HeldJson(HttpServletResponse response) {
		super(response);
	}

	/** What is held back; nothing if the answer has gone through. */
	byte @Nullable [] body() {
		return (this.held != null) ? this.held.toByteArrayUnsafe() : null;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (this.held == null && (isCommitted() || getStatus() != SC_OK || !isJson())) {
			return super.getOutputStream();
		}
		if (this.held == null) {
			this.held = new FastByteArrayOutputStream(1024);
		}
		return new Holding(this.held);
	}

	private boolean isJson() {
		String type = getContentType();
		return type != null && type.startsWith(MediaType.APPLICATION_JSON_VALUE);
	}

	@Override
	public void flushBuffer() throws IOException {
		if (this.held == null) {
			super.flushBuffer();
		}
	}

	@Override
	public void reset() {
		super.reset();
		this.held = null;
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		this.held = null;
	}

	/** Writes into memory. */
	private static final class Holding extends ServletOutputStream {

		private final FastByteArrayOutputStream held;

		Holding(FastByteArrayOutputStream held) {
			this.held = held;
		}

		@Override
		public void write(int one) throws IOException {
			this.held.write(one);
		}

		@Override
		public void write(byte[] some, int from, int length) throws IOException {
			this.held.write(some, from, length);
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException("JSON answers are written at once");
		}

	}

}
