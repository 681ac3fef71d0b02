package com.lekiwi.heartbeat.benchmarks.eureka;

import com.netflix.eureka.util.EurekaMonitors;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows Eureka's own count of renewals, so that a benchmark sees that they are real. */
@RestController
class RenewalCount {

	/**
	 * Counts renewals since the start. One that found no lease is counted too, but it is
	 * answered with 404: where all answers are 200, every renewal renewed a lease.
	 * @return a number as text
	 */
	@GetMapping(path = "/renewals", produces = "text/plain")
	String renewals() {
		return Long.toString(EurekaMonitors.RENEW.getCount());
	}

}
