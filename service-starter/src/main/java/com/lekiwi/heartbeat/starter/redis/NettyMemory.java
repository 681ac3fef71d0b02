package com.lekiwi.heartbeat.starter.redis;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Lets Netty keep its buffers. Its adaptive allocator gives large ones back at once, and
 * on JDK 25 each of these stops all threads for a handshake; the pool does not.
 */
public final class NettyMemory implements ApplicationListener<ApplicationStartingEvent> {

	private static final String ALLOCATOR = "io.netty.allocator.type";

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		if (System.getProperty(ALLOCATOR) == null) {
			System.setProperty(ALLOCATOR, "pooled");
		}
	}

}
