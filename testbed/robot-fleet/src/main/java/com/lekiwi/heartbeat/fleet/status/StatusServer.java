package com.lekiwi.heartbeat.fleet.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.problem.Problem;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers {@code GET /status} for every robot on the robot's own address: one selector
 * for all listeners, and one for all connections. A robot that is away takes connections,
 * as the machine it is simulated on does, and never answers.
 */
public final class StatusServer implements AutoCloseable {

	/** A connection on which nothing happens for so long is closed. */
	private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

	private static final Duration LISTEN_LIMIT = Duration.ofSeconds(5);

	private static final String PATH = "/status";

	private final Simulation simulation;

	private final int port;

	private final Map<InetAddress, RobotId> robots = new HashMap<>();

	private final JsonMapper mapper = FleetJson.mapper();

	/** What first went wrong in the server's own threads. */
	private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

	private final HttpAsyncServer server;

	/**
	 * Prepares the server; it opens no port yet.
	 * @param simulation the robots
	 * @param port the port on each of their addresses
	 */
	public StatusServer(Simulation simulation, int port) {
		this.simulation = simulation;
		this.port = port;
		simulation.profiles().forEach(profile -> this.robots.put(profile.address(), profile.id()));
		AsyncServerRequestHandler<Message<HttpRequest, Void>> handler = new Handler();
		this.server = AsyncServerBootstrap.bootstrap()
			.setIOReactorConfig(
					IOReactorConfig.custom().setIoThreadCount(1).setSoTimeout(Timeout.of(IDLE_LIMIT)).build())
			.setExceptionCallback(ex -> this.failure.compareAndSet(null, ex))
			.setRequestRouter((request, context) -> () -> new BasicServerExchangeHandler<>(handler))
			.create();
	}

	/**
	 * Listens on the address of every robot.
	 * @throws IOException if an address and port cannot be had; the message names them
	 */
	public void start() throws IOException {
		this.server.start();
		Map<InetSocketAddress, Future<ListenerEndpoint>> listeners = new LinkedHashMap<>();
		for (RobotProfile profile : this.simulation.profiles()) {
			InetSocketAddress address = new InetSocketAddress(profile.address(), this.port);
			listeners.put(address, this.server.listen(address, URIScheme.HTTP));
		}
		for (Map.Entry<InetSocketAddress, Future<ListenerEndpoint>> listener : listeners.entrySet()) {
			awaitListening(listener.getKey(), listener.getValue());
		}
	}

	@Override
	public void close() {
		this.server.close(CloseMode.IMMEDIATE);
	}

	private void awaitListening(InetSocketAddress address, Future<ListenerEndpoint> listener) throws IOException {
		try {
			listener.get(LISTEN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw cannotListen(address, ex);
		}
		catch (CancellationException | TimeoutException ex) {
			// The server's own thread went down, for want of file descriptors as a rule.
			Exception failure = this.failure.get();
			throw cannotListen(address, (failure != null) ? failure : ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while the robots' ports were opened", ex);
		}
	}

	private static IOException cannotListen(InetSocketAddress address, Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return new IOException("cannot listen on " + address.getAddress().getHostAddress() + ":" + address.getPort()
				+ " for a robot's /status: " + root.getMessage(), failure);
	}

	/** Runs on the selector's thread: it never waits. */
	private final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

		@Override
		public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(HttpRequest request, EntityDetails entity,
				HttpContext context) {
			return new BasicRequestConsumer<>(DiscardingEntityConsumer::new);
		}

		@Override
		public void handle(Message<HttpRequest, Void> message, ResponseTrigger trigger, HttpContext context)
				throws HttpException, IOException {
			InetSocketAddress local = (InetSocketAddress) HttpCoreContext.cast(context)
				.getEndpointDetails()
				.getLocalAddress();
			RobotId id = StatusServer.this.robots.get(local.getAddress());
			RobotTruth truth = (id != null) ? StatusServer.this.simulation.truth(id).orElse(null) : null;
			if (truth == null || !truth.alive()) {
				// Off the network, nothing answers: the asker's time-out or ours ends
				// this.
				return;
			}
			HttpRequest request = message.getHead();
			String path = request.getPath().split("\\?", 2)[0];
			if (!path.equals(PATH)) {
				refuse(trigger, Problem.notFound(path), context);
			}
			else if (!request.getMethod().equals("GET")) {
				refuse(trigger, Problem.methodNotAllowed(request.getMethod(), "GET", path), context);
			}
			else {
				byte[] body = StatusServer.this.mapper.writeValueAsBytes(StatusDocument.of(truth));
				trigger.submitResponse(
						AsyncResponseBuilder.create(200).setEntity(body, ContentType.APPLICATION_JSON).build(),
						context);
			}
		}

		private void refuse(ResponseTrigger trigger, Problem problem, HttpContext context)
				throws HttpException, IOException {
			byte[] body = StatusServer.this.mapper.writeValueAsBytes(problem);
			AsyncResponseBuilder response = AsyncResponseBuilder.create(problem.status())
				.setEntity(body, ContentType.APPLICATION_PROBLEM_JSON);
			if (problem.status() == 405) {
				response.addHeader("Allow", "GET");
			}
			trigger.submitResponse(response.build(), context);
		}

	}

}
