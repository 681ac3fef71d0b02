package com.lekiwi.heartbeat.monitor.source;

import io.lettuce.core.ClientOptions;

import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the Redis client fail at once where it would wait for Redis to return. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

	/** Commands that wait for a connection at most; only echoes are sent. */
	private static final int QUEUE = 256;

	@Bean
	LettuceClientOptionsBuilderCustomizer failFast() {
		return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.requestQueueSize(QUEUE);
	}

}
