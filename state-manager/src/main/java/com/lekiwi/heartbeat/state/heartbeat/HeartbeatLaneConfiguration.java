package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Clock;

import com.lekiwi.heartbeat.starter.problem.ProblemWriter;
import com.lekiwi.heartbeat.state.StateManagerProperties;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the lane for heartbeats in front of everything else. */
@Configuration(proxyBeanMethods = false)
class HeartbeatLaneConfiguration {

	@Bean
	FilterRegistrationBean<HeartbeatLane> heartbeatLane(GroupCommit commits, BeatJson json, IngestMetrics metrics,
			ProblemWriter problems, Clock clock, StateManagerProperties properties) {
		FilterRegistrationBean<HeartbeatLane> lane = new FilterRegistrationBean<>(
				new HeartbeatLane(commits, json, metrics, problems, clock, properties));
		lane.addUrlPatterns("/api/v2/robots/*");
		lane.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return lane;
	}

}
