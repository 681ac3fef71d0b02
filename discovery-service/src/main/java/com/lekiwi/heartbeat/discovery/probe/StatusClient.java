package com.lekiwi.heartbeat.discovery.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

import org.springframework.stereotype.Component;

/**
 * Asks one port for the status of a robot: one connection, one request, one answer, and
 * an end to all of it. Nothing is followed, looked up, kept or sent along.
 */
@Component
final class StatusClient {

	private static final int LONGEST_LINE = 8192;

	private static final int MOST_HEADERS = 100;

	/** A body may come in small pieces, each with a header of its own. */
	private static final int OVERHEAD = 2;

	private final Deadlines deadlines;

	private final AnswerReader answers;

	private final long maxHead;

	private final long maxBody;

	private final Http1Config http = Http1Config.custom()
		.setMaxLineLength(LONGEST_LINE)
		.setMaxHeaderCount(MOST_HEADERS)
		.build();

	StatusClient(Deadlines deadlines, DiscoverySettings settings) {
		this.deadlines = deadlines;
		this.maxHead = settings.probe().maxHead().toBytes();
		this.maxBody = settings.probe().maxBody().toBytes();
		this.answers = new AnswerReader();
	}

	/**
	 * Asks.
	 * @param address whom
	 * @param port where
	 * @param time how long all of it may take
	 * @return what came of it; also what went wrong
	 */
	Verdict ask(LiteralAddress address, int port, Duration time) {
		try (ProbeSocket socket = new ProbeSocket(this.maxHead)) {
			Future<?> end = this.deadlines.cut(socket, time);
			try {
				return connect(address, port, time, socket);
			}
			finally {
				end.cancel(false);
			}
		}
		catch (IOException ex) {
			return Verdict.of(Outcome.FAILED, "a connection could not be closed: " + ex.getMessage());
		}
	}

	private Verdict connect(LiteralAddress address, int port, Duration time, ProbeSocket socket) {
		try {
			socket.connect(new InetSocketAddress(address.inet(), port), Math.max(1, (int) time.toMillis()));
		}
		catch (SocketTimeoutException ex) {
			return tooLate();
		}
		catch (NoRouteToHostException ex) {
			return Verdict.of(Outcome.UNREACHABLE, "there is no way there");
		}
		catch (ConnectException ex) {
			String why = String.valueOf(ex.getMessage());
			return why.contains("refused") ? Verdict.of(Outcome.REFUSED, "nothing listens there")
					: Verdict.of(Outcome.UNREACHABLE, why);
		}
		catch (IOException ex) {
			return socket.isCut() ? tooLate() : Verdict.of(Outcome.FAILED, "no connection could be made: " + ex);
		}
		try {
			return converse(address, port, socket);
		}
		catch (IOException | HttpException ex) {
			return broken(socket, ex);
		}
	}

	private static Verdict tooLate() {
		return Verdict.of(Outcome.UNREACHABLE, "no connection within the deadline");
	}

	private Verdict converse(LiteralAddress address, int port, ProbeSocket socket) throws IOException, HttpException {
		BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/status");
		request.addHeader("Host", (address.isIpv6() ? "[" + address + "]" : address) + ":" + port);
		request.addHeader("Accept", "application/json");
		request.addHeader("User-Agent", "lekiwi-discovery");
		request.addHeader("Connection", "close");
		// It is the socket that is closed, in any case and by whoever opened it.
		DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(this.http);
		connection.bind(socket);
		connection.sendRequestHeader(request);
		connection.flush();
		ClassicHttpResponse response = connection.receiveResponseHeader();
		while (response.getCode() < 200) {
			response = connection.receiveResponseHeader();
		}
		socket.allow(OVERHEAD * this.maxBody + this.maxHead);
		connection.receiveResponseEntity(response);
		byte[] body = (response.getEntity() != null) ? body(response.getEntity().getContent()) : new byte[0];
		return this.answers.read(response, body, socket.received().count());
	}

	private byte[] body(InputStream content) throws IOException {
		byte[] body = content.readNBytes((int) this.maxBody + 1);
		if (body.length > this.maxBody) {
			throw new TooLargeException("the body", this.maxBody);
		}
		return body;
	}

	private static Verdict broken(ProbeSocket socket, Exception failure) {
		long received = socket.received().count();
		if (received == 0) {
			return Verdict.of(Outcome.SILENT, socket.isCut() ? "it took the connection and said nothing"
					: "it took the connection and ended it without a word");
		}
		Sample sample = socket.received();
		Evidence evidence = new Evidence(null, null, received, sample.sha256(), sample.first());
		if (socket.isCut()) {
			return Verdict.of(Outcome.TOO_SLOW, null, "the answer did not end in time", evidence);
		}
		if (failure instanceof TooLargeException || failure instanceof MessageConstraintException) {
			return Verdict.of(Outcome.TOO_LARGE, null, String.valueOf(failure.getMessage()), evidence);
		}
		String why = String.valueOf(failure.getMessage()).replaceAll("[^ -~]", ".");
		return Verdict.of(Outcome.GARBAGE, null,
				"what came is not HTTP, or broke off: " + why.substring(0, Math.min(why.length(), 200)), evidence);
	}

}
