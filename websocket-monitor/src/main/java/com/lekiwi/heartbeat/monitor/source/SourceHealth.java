package com.lekiwi.heartbeat.monitor.source;

import com.lekiwi.heartbeat.monitor.fleet.FleetView;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the fleet was read, and from then on for good: when Redis or state-manager
 * goes away, a page that says how old it is serves better than none.
 */
@Component("fleet")
final class SourceHealth implements HealthIndicator {

	private final FleetView view;

	private final SourceStatus status;

	SourceHealth(FleetView view, SourceStatus status) {
		this.view = view;
		this.status = status;
	}

	@Override
	public Health health() {
		SourceState state = this.status.state();
		Health.Builder health = state.loaded() ? Health.up() : Health.outOfService();
		health.withDetail("robots", this.view.size());
		health.withDetail("redis", state.redisUp() ? "up" : "down");
		health.withDetail("state_manager", state.stateManagerUp() ? "up" : "down");
		if (state.freshAsOf() != null) {
			health.withDetail("fresh_as_of", state.freshAsOf().toString());
		}
		return health.build();
	}

}
