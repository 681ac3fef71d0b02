package com.lekiwi.heartbeat.monitor.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection after the handshake, in the hands of Tomcat's poller. Nothing
 * here blocks, and nothing is kept: what does not fit into the kernel's buffer stays with
 * whoever writes. Tomcat makes it, by its class.
 * <p>
 * Not supported: TLS of our own. nginx ends it.
 */
public final class ClientSocket implements InternalHttpUpgradeHandler {

	private static final int READ_BYTES = 1024;

	/** So much is handed over at once: Java copies all of it, whether it fits or not. */
	private static final int WRITE_BYTES = 64 * 1024;

	private volatile @Nullable SocketWrapperBase<?> wrapper;

	private volatile @Nullable SocketChannel channel;

	private volatile @Nullable SocketEvents events;

	private volatile @Nullable FrameReader reader;

	private volatile boolean discarding;

	/** For Tomcat. */
	public ClientSocket() {
	}

	/** Says who serves it, before the handshake is answered. */
	void serve(SocketEvents server, int maxMessage) {
		this.events = server;
		this.reader = new FrameReader(maxMessage, server);
	}

	/**
	 * Writes as much as there is room for. For one thread at a time.
	 * @param bytes what to write
	 * @return whether all of it is written
	 * @throws IOException if the connection is gone
	 */
	public boolean write(ByteBuffer bytes) throws IOException {
		SocketChannel open = Objects.requireNonNull(this.channel);
		int limit = bytes.limit();
		while (bytes.hasRemaining()) {
			bytes.limit(Math.min(limit, bytes.position() + WRITE_BYTES));
			int wanted = bytes.remaining();
			int written;
			try {
				written = open.write(bytes);
			}
			finally {
				bytes.limit(limit);
			}
			if (written < wanted) {
				return false;
			}
		}
		return true;
	}

	/** Asks to be told when there is room for more. */
	public void awaitRoom() {
		Objects.requireNonNull(this.wrapper).registerWriteInterest();
	}

	/** Reads what comes from now on, and forgets it. */
	public void discard() {
		this.discarding = true;
	}

	/** Ends the connection. */
	public void close() {
		Objects.requireNonNull(this.wrapper).close();
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent status) {
		return switch (status) {
			case OPEN_READ -> read();
			case OPEN_WRITE -> {
				events().writable();
				yield SocketState.UPGRADED;
			}
			case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> {
				events().lost();
				yield SocketState.CLOSED;
			}
		};
	}

	private SocketState read() {
		SocketWrapperBase<?> source = Objects.requireNonNull(this.wrapper);
		ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
		try {
			while (source.read(false, bytes.clear()) > 0) {
				take(bytes.flip());
			}
			return SocketState.UPGRADED;
		}
		catch (IOException ex) {
			// The client hung up, or the connection broke: nobody is there to be told.
			events().lost();
			return SocketState.CLOSED;
		}
	}

	private void take(ByteBuffer bytes) {
		if (this.discarding) {
			return;
		}
		events().heard();
		try {
			Objects.requireNonNull(this.reader).take(bytes);
		}
		catch (WireFault ex) {
			this.discarding = true;
			events().faulty(ex.code(), ex.reason());
		}
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> socket) {
		this.wrapper = socket;
		// Tomcat gives its own channels to other connections later; this one is never
		// reused.
		this.channel = ((NioChannel) socket.getSocket()).getIOChannel();
	}

	@Override
	public void init(WebConnection connection) {
		events().opened(this);
	}

	private SocketEvents events() {
		return Objects.requireNonNull(this.events);
	}

	@Override
	public void destroy() {
		// Tomcat has closed the connection, and told us before.
	}

	@Override
	public void timeoutAsync(long now) {
		// Whoever serves the socket looks after times.
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport sslSupport) {
		if (sslSupport != null) {
			throw new IllegalStateException("TLS ends at nginx");
		}
	}

	@Override
	public void pause() {
		// Whoever serves the socket hears of the stop, and ends it.
	}

}
