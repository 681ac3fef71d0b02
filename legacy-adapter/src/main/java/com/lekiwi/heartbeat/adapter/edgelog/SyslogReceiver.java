package com.lekiwi.heartbeat.adapter.edgelog;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.EdgeLogSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes the edge's lines from the network, on a thread that does nothing else. It notes
 * each line's number before anything can be dropped, so that a line is lost once: in the
 * network, or here. A port that another holds is tried again; nothing else of the service
 * waits for it.
 */
@Component
class SyslogReceiver implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SyslogReceiver.class);

	/** The edge's lines are less than 1 KiB. */
	private static final int LONGEST = 4096;

	private static final Duration LOOK = Duration.ofMillis(200);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final int SLICES_A_SECOND = 10;

	private final EdgeLogSettings settings;

	private final Set<InetAddress> senders;

	private final LineQueue queue;

	private final LineNumbers numbers;

	private final LineCounts counts;

	private volatile boolean running;

	private volatile @Nullable DatagramSocket socket;

	private volatile @Nullable Long listeningSince;

	private volatile @Nullable Thread thread;

	/** Of this slice of a second, which nobody but the thread knows. */
	private long sliceEnd = System.nanoTime();

	private int takenInSlice;

	SyslogReceiver(AdapterSettings settings, LineQueue queue, LineNumbers numbers, LineCounts counts) {
		this.settings = settings.edgeLog();
		this.senders = Set.copyOf(this.settings.senders());
		this.queue = queue;
		this.numbers = numbers;
		this.counts = counts;
	}

	private void run() {
		boolean told = false;
		while (this.running) {
			try (DatagramSocket opened = open()) {
				this.socket = opened;
				this.listeningSince = System.nanoTime();
				told = false;
				log.info("receives the edge's log at {}, with {} bytes in the kernel", opened.getLocalSocketAddress(),
						opened.getReceiveBufferSize());
				receive(opened);
			}
			catch (IOException ex) {
				if (this.running && !told) {
					log.warn("cannot receive the edge's log at {}:{}, and tries again: {}", this.settings.address(),
							this.settings.port(), ex.getMessage());
					told = true;
				}
			}
			finally {
				this.socket = null;
			}
			if (this.running) {
				LockSupport.parkNanos(this, RETRY.toNanos());
			}
		}
	}

	private DatagramSocket open() throws SocketException {
		DatagramSocket opened = new DatagramSocket(null);
		try {
			opened.setReceiveBufferSize((int) Math.min(this.settings.receiveBuffer().toBytes(), Integer.MAX_VALUE));
			opened.setSoTimeout((int) LOOK.toMillis());
			opened.bind(new InetSocketAddress(this.settings.address(), this.settings.port()));
			return opened;
		}
		catch (SocketException ex) {
			opened.close();
			throw ex;
		}
	}

	private void receive(DatagramSocket opened) throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
		long settled = System.nanoTime();
		while (this.running) {
			try {
				packet.setLength(LONGEST);
				opened.receive(packet);
				take(packet);
			}
			catch (SocketTimeoutException ex) {
				// Nobody asked for anything.
			}
			long now = System.nanoTime();
			if (now - settled >= LOOK.toNanos()) {
				this.numbers.settle(now);
				settled = now;
			}
		}
	}

	private void take(DatagramPacket packet) {
		if (!maySend(packet.getAddress())) {
			this.counts.count(LineCounts.Fate.FOREIGN);
			return;
		}
		if (packet.getLength() == LONGEST) {
			// Longer than anything that the edge writes, and cut off.
			this.counts.count(LineCounts.Fate.MALFORMED);
			return;
		}
		byte[] line = Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
		LineNumber number = LineNumber.of(line);
		if (number != null) {
			this.numbers.hear(number);
		}
		if (!isWithinRate() || !this.queue.offer(line)) {
			this.counts.overloaded();
		}
	}

	private boolean maySend(InetAddress sender) {
		return sender.isLoopbackAddress() || this.senders.contains(sender);
	}

	/** A flood must not take the processor from those who serve robots. */
	private boolean isWithinRate() {
		long now = System.nanoTime();
		if (now - this.sliceEnd >= 0) {
			this.sliceEnd = now + TimeUnit.SECONDS.toNanos(1) / SLICES_A_SECOND;
			this.takenInSlice = 0;
		}
		this.takenInSlice++;
		return this.takenInSlice <= this.settings.maxRate() / SLICES_A_SECOND;
	}

	/**
	 * Whether it has listened for so long that who received before has written down how
	 * far.
	 */
	boolean isSettled() {
		Long since = this.listeningSince;
		return since != null && System.nanoTime() - since >= this.settings.lateAfter().toNanos();
	}

	/** The port on which it listens; 0 while it does not. */
	int port() {
		DatagramSocket open = this.socket;
		return (open != null && open.isBound()) ? Math.max(0, open.getLocalPort()) : 0;
	}

	@Override
	public void start() {
		if (!this.settings.enabled()) {
			log.info("the edge's log is another replica's");
			return;
		}
		this.running = true;
		this.thread = Thread.ofPlatform().name("edge-log-receiver").start(this::run);
	}

	@Override
	public void stop() {
		this.running = false;
		DatagramSocket open = this.socket;
		if (open != null) {
			open.close();
		}
		Thread running = this.thread;
		if (running != null) {
			LockSupport.unpark(running);
			Threads.join(running);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts after who reads the lines, and stops before. */
	@Override
	public int getPhase() {
		return 3;
	}

}
