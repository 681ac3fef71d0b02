package com.lekiwi.heartbeat.fleet.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends beats over HTTP, each from its robot's own address. One client serves all robots;
 * each robot has a route of its own, and on it one connection that is kept alive.
 */
public final class HeartbeatClient implements AutoCloseable {

	private static final String SOURCE_ADDRESS = "robot.source-address";

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/** Beats come more often: only a connection that was long idle is worth a check. */
	private static final Duration CHECK_WHEN_IDLE = Duration.ofSeconds(10);

	/** Beats and answers are small, and connections are many. */
	private static final int BUFFER_SIZE = 1024;

	private final HttpHost host;

	private final String pathBefore;

	private final CloseableHttpClient client;

	private volatile boolean closed;

	/**
	 * Opens the client; connections are made when they are needed.
	 * @param target where the dialects are spoken, {@code /api/v2} and {@code /heartbeat}
	 * @param timeout how long to wait for an answer
	 */
	public HeartbeatClient(URI target, Duration timeout) {
		this.host = HttpHost.create(target);
		String path = (target.getRawPath() != null) ? target.getRawPath() : "";
		this.pathBefore = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
		PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
			.setMaxConnPerRoute(1)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
				.http1Config(Http1Config.custom().setBufferSize(BUFFER_SIZE).build())
				.build())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
				.setSocketTimeout(Timeout.of(timeout))
				.setValidateAfterInactivity(TimeValue.of(CHECK_WHEN_IDLE))
				.build())
			.build();
		this.client = HttpClients.custom()
			.setConnectionManager(connections)
			.setRoutePlanner(new SourceAddressRoutes())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(timeout)).build())
			.setUserAgent("robot-fleet")
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.disableConnectionState()
			.build();
	}

	Answer send(RobotProfile robot, BeatRequest beat, Speech speech) {
		BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", this.host, this.pathBefore + beat.path());
		beat.headers().forEach(request::setHeader);
		request.setEntity(new ByteArrayEntity(beat.body(), ContentType.APPLICATION_JSON));
		HttpClientContext context = HttpClientContext.create();
		context.setAttribute(SOURCE_ADDRESS, robot.address());
		try {
			return this.client.execute(this.host, request, context, speech::read);
		}
		catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException ex) {
			return new Answer.NotSent();
		}
		catch (NoHttpResponseException | ConnectionClosedException | SocketException ex) {
			return new Answer.HungUp();
		}
		catch (IOException ex) {
			return new Answer.NoAnswer();
		}
		catch (IllegalStateException ex) {
			// A client that is closed under a request says so in this way.
			if (this.closed) {
				return new Answer.NoAnswer();
			}
			throw ex;
		}
	}

	/** Closes every connection, also those on which an answer is awaited. */
	@Override
	public void close() {
		this.closed = true;
		this.client.close(CloseMode.IMMEDIATE);
	}

	private static final class SourceAddressRoutes extends DefaultRoutePlanner {

		SourceAddressRoutes() {
			super(null);
		}

		@Override
		protected @Nullable InetAddress determineLocalAddress(HttpHost firstHop, HttpContext context) {
			return (InetAddress) context.getAttribute(SOURCE_ADDRESS);
		}

	}

}
