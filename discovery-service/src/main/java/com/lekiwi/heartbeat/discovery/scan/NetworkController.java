package com.lekiwi.heartbeat.discovery.scan;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what may be scanned. */
@RestController
class NetworkController {

	private final Networks networks;

	NetworkController(DiscoverySettings settings) {
		this.networks = Networks.of(settings);
	}

	@GetMapping("/api/v2/discovery/networks")
	Networks networks() {
		return this.networks;
	}

}
