package com.lekiwi.heartbeat.discovery.probe;

import java.util.concurrent.Semaphore;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.starter.problem.BusyException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Asks one address for whoever wants to know now. */
@RestController
class DiscoverController {

	private final AllowedNetworks networks;

	private final Prober prober;

	private final Semaphore room;

	DiscoverController(AllowedNetworks networks, Prober prober, DiscoverySettings settings) {
		this.networks = networks;
		this.prober = prober;
		this.room = new Semaphore(settings.probe().maxSingle());
	}

	@GetMapping("/api/v2/discover/{ip}")
	ProbeResult discover(@PathVariable String ip) {
		LiteralAddress address = this.networks.require(ip);
		if (!this.room.tryAcquire()) {
			throw new BusyException("too many addresses are being asked already");
		}
		try {
			return this.prober.probe(address);
		}
		finally {
			this.room.release();
		}
	}

}
