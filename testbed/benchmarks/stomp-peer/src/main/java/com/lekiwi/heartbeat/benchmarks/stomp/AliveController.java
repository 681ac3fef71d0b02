package com.lekiwi.heartbeat.benchmarks.stomp;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the server listens. */
@RestController
class AliveController {

	@GetMapping("/alive")
	String alive() {
		return "alive";
	}

}
