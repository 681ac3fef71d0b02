package com.lekiwi.heartbeat.state.health;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of the whole new system; 503 when heartbeats are not taken. */
@RestController
class HealthController {

	private final HealthCheck check;

	HealthController(HealthCheck check) {
		this.check = check;
	}

	@GetMapping("/api/v2/health")
	ResponseEntity<SystemHealth> health() {
		SystemHealth health = this.check.health();
		HttpStatus status = (health.status() == SystemHealth.Status.UNHEALTHY) ? HttpStatus.SERVICE_UNAVAILABLE
				: HttpStatus.OK;
		return ResponseEntity.status(status).body(health);
	}

}
