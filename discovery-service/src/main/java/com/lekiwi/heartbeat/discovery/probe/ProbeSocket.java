package com.lekiwi.heartbeat.discovery.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A connection that yields no more bytes than it may, and remembers the first of them. It
 * can be cut from another thread; whoever reads is woken then.
 */
final class ProbeSocket extends Socket {

	private final Sample received = new Sample();

	private long limit;

	private volatile boolean cut;

	ProbeSocket(long limit) {
		this.limit = limit;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new Limited(super.getInputStream());
	}

	/** How many bytes may come from now on. */
	void allow(long further) {
		this.limit = this.received.count() + further;
	}

	Sample received() {
		return this.received;
	}

	/** The time is over. */
	void cut() {
		this.cut = true;
		try {
			close();
		}
		catch (IOException ex) {
			// It is closed all the same: there is nothing to be flushed.
			return;
		}
	}

	boolean isCut() {
		return this.cut;
	}

	/** Counts and limits what is read. */
	private final class Limited extends FilterInputStream {

		Limited(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			long room = ProbeSocket.this.limit - ProbeSocket.this.received.count();
			if (room <= 0) {
				throw new TooLargeException("the answer", ProbeSocket.this.limit);
			}
			int read = super.read(bytes, offset, (int) Math.min(length, room));
			if (read > 0) {
				ProbeSocket.this.received.add(bytes, offset, read);
			}
			return read;
		}

	}

}
