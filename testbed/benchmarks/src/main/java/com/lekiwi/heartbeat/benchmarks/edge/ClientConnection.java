package com.lekiwi.heartbeat.benchmarks.edge;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A client's connection that is kept. Before it sends, it looks whether the server has
 * closed it, as HTTP clients do. A request under which it is closed all the same is sent
 * once more, on a new connection, and never a third time. For one thread.
 */
final class ClientConnection implements AutoCloseable {

	/** Who waits longer than this has got no answer. */
	private static final int TIMEOUT_MS = 10_000;

	private static final int BUFFER = 16 << 10;

	private static final int HEXADECIMAL = 16;

	private final int port;

	private @Nullable Open open;

	ClientConnection(int port) {
		this.port = port;
	}

	/**
	 * A request.
	 * @param what its method and path
	 * @param headers of its own, each with its end of line
	 * @param body JSON in ASCII; empty for none
	 */
	static byte[] request(String what, String headers, String body) {
		String about = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
		String length = what.startsWith("GET ") ? "" : "Content-Length: " + body.length() + "\r\n";
		return (what + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + about + length + "\r\n" + body)
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * A beat in the legacy's dialect, of a robot that names itself where the edge sees
	 * it.
	 */
	static byte[] legacyBeat(String robot) {
		return request("POST /heartbeat", "X-Robot-Id: " + robot + "\r\n", "{\"robot_id\":\"" + robot + "\",\"name\":\""
				+ robot + "\",\"type\":\"lekiwi\",\"status\":\"ok\",\"teleop_host\":true}");
	}

	/** Sends a request, and waits for its answer. */
	Answer exchange(byte[] request) {
		boolean kept = kept();
		try {
			return once(request);
		}
		catch (ClosedUnderRequestException ex) {
			if (!kept) {
				return Answer.none(false, "closed before the answer: " + ex.getMessage());
			}
		}
		catch (IOException ex) {
			return Answer.none(false, "no answer: " + ex);
		}
		try {
			return once(request).afterRetry();
		}
		catch (IOException ex) {
			return Answer.none(true, "no answer to the second try: " + ex);
		}
	}

	/**
	 * Whether there is a connection on which an answer was had, and which is still there.
	 */
	private boolean kept() {
		if (this.open != null && this.open.stale()) {
			close();
		}
		return this.open != null;
	}

	private Answer once(byte[] request) throws IOException {
		Open connection = this.open;
		if (connection == null) {
			connection = Open.to(this.port);
			this.open = connection;
		}
		boolean reusable = false;
		try {
			connection.send(request);
			Answer answer = connection.read();
			reusable = !connection.closing;
			return answer;
		}
		finally {
			if (!reusable) {
				close();
			}
		}
	}

	@Override
	public void close() {
		Open connection = this.open;
		this.open = null;
		if (connection != null) {
			try {
				connection.channel.close();
			}
			catch (IOException ex) {
				// Nothing is to be had from it any more.
			}
		}
	}

	/** The server closed the connection before the first byte of an answer. */
	private static final class ClosedUnderRequestException extends IOException {

		private static final long serialVersionUID = 1L;

		ClosedUnderRequestException(String message) {
			super(message);
		}

	}

	private static final class Open {

		private final SocketChannel channel;

		private final InputStream in;

		private boolean closing;

		private Open(SocketChannel channel) throws IOException {
			this.channel = channel;
			this.in = new BufferedInputStream(channel.socket().getInputStream(), BUFFER);
		}

		static Open to(int port) throws IOException {
			SocketChannel channel = SocketChannel.open();
			try {
				channel.socket().setTcpNoDelay(true);
				channel.socket().setSoTimeout(TIMEOUT_MS);
				channel.socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
				return new Open(channel);
			}
			catch (IOException ex) {
				channel.close();
				throw ex;
			}
		}

		/** Whether the server has closed it; there is nothing to be read otherwise. */
		boolean stale() {
			try {
				this.channel.configureBlocking(false);
				int read = this.channel.read(ByteBuffer.allocate(1));
				this.channel.configureBlocking(true);
				return read != 0;
			}
			catch (IOException ex) {
				// It was reset.
				return true;
			}
		}

		void send(byte[] request) throws IOException {
			try {
				ByteBuffer bytes = ByteBuffer.wrap(request);
				while (bytes.hasRemaining()) {
					this.channel.write(bytes);
				}
			}
			catch (IOException ex) {
				throw closed(ex);
			}
		}

		private int first() throws IOException {
			try {
				int first = this.in.read();
				if (first < 0) {
					throw new ClosedUnderRequestException("end of stream");
				}
				return first;
			}
			catch (SocketTimeoutException | ClosedUnderRequestException ex) {
				throw ex;
			}
			catch (IOException ex) {
				throw closed(ex);
			}
		}

		private static ClosedUnderRequestException closed(IOException cause) {
			ClosedUnderRequestException closed = new ClosedUnderRequestException(String.valueOf(cause.getMessage()));
			closed.initCause(cause);
			return closed;
		}

		Answer read() throws IOException {
			String status = (char) first() + line();
			int length = 0;
			boolean chunked = false;
			String system = "";
			for (String header = line(); !header.isEmpty(); header = line()) {
				int colon = header.indexOf(':');
				String value = header.substring(colon + 1).strip();
				switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
					case "content-length" -> length = Integer.parseInt(value);
					case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
					case "connection" -> this.closing = value.equalsIgnoreCase("close");
					case "x-heartbeat-system" -> system = value;
					default -> {
						// It says nothing that is needed here.
					}
				}
			}
			String body = chunked ? chunks() : bytes(length);
			return new Answer(Integer.parseInt(status.split(" ", -1)[1]), system, body, false, "");
		}

		private String chunks() throws IOException {
			StringBuilder body = new StringBuilder();
			for (int length = chunkLength(); length > 0; length = chunkLength()) {
				body.append(bytes(length));
				line();
			}
			line();
			return body.toString();
		}

		private int chunkLength() throws IOException {
			return Integer.parseInt(line().split(";", 2)[0].strip(), HEXADECIMAL);
		}

		private String bytes(int length) throws IOException {
			byte[] bytes = this.in.readNBytes(length);
			if (bytes.length < length) {
				throw new EOFException("closed in the middle of an answer");
			}
			return new String(bytes, StandardCharsets.UTF_8);
		}

		private String line() throws IOException {
			StringBuilder line = new StringBuilder();
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					throw new EOFException("closed in the middle of an answer");
				}
				if (next != '\r') {
					line.append((char) next);
				}
			}
			return line.toString();
		}

	}

}
