package com.lekiwi.heartbeat.discovery.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceListener;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens for announcements of {@code _lekiwi._tcp} on the interfaces that have an
 * address in a configured network. What is announced besides addresses (ports, names) is
 * not believed, nor looked at.
 */
@Component
final class MdnsBrowser implements SmartLifecycle {

	static final String TYPE = "_lekiwi._tcp.local.";

	private static final Logger log = LoggerFactory.getLogger(MdnsBrowser.class);

	private final AllowedNetworks networks;

	private final Hints hints;

	private final boolean enabled;

	private final List<JmDNS> browsers = new ArrayList<>();

	private volatile boolean running;

	MdnsBrowser(AllowedNetworks networks, Hints hints, DiscoverySettings settings) {
		this.networks = networks;
		this.hints = hints;
		this.enabled = settings.mdns().enabled();
	}

	@Override
	public void start() {
		if (!this.enabled) {
			return;
		}
		this.running = true;
		this.hints.start();
		try {
			for (InetAddress own : ownAddresses()) {
				JmDNS browser = JmDNS.create(own, "discovery-service");
				browser.addServiceListener(TYPE, new Listener());
				this.browsers.add(browser);
				log.info("announcements of {} are heard on {}", TYPE, own.getHostAddress());
			}
		}
		catch (IOException ex) {
			// Scans go on without hints.
			log.error("announcements cannot be heard", ex);
		}
		if (this.browsers.isEmpty()) {
			log.warn("no interface has an address in a configured network: no announcements are heard");
		}
	}

	private List<InetAddress> ownAddresses() throws IOException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter(own -> this.networks.refusal(LiteralAddress.of(own)).isEmpty())
			.toList();
	}

	@Override
	public void stop() {
		this.running = false;
		this.hints.stop();
		for (JmDNS browser : this.browsers) {
			try {
				browser.close();
			}
			catch (IOException ex) {
				log.debug("a browser could not be closed", ex);
			}
		}
		this.browsers.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Called by the library's threads. */
	private final class Listener implements ServiceListener {

		@Override
		public void serviceAdded(ServiceEvent event) {
			event.getDNS().requestServiceInfo(event.getType(), event.getName());
		}

		@Override
		public void serviceRemoved(ServiceEvent event) {
			// Who leaves is found silent by the next scan.
		}

		@Override
		public void serviceResolved(ServiceEvent event) {
			for (InetAddress address : event.getInfo().getInetAddresses()) {
				MdnsBrowser.this.hints.announced(LiteralAddress.of(address));
			}
		}

	}

}
