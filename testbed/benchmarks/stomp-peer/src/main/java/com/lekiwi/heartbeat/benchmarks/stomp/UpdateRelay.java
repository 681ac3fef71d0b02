package com.lekiwi.heartbeat.benchmarks.stomp;

import java.nio.charset.StandardCharsets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.messaging.simp.SimpMessagingTemplate;

/**
 * Passes what arrives on Redis on as it stands: no fleet is kept, nothing is merged,
 * filtered or held back.
 */
@Configuration(proxyBeanMethods = false)
class UpdateRelay {

	@Bean
	RedisMessageListenerContainer updates(RedisConnectionFactory redis, SimpMessagingTemplate clients) {
		RedisMessageListenerContainer container = new RedisMessageListenerContainer();
		container.setConnectionFactory(redis);
		container.addMessageListener((message, pattern) -> clients.convertAndSend("/topic/fleet",
				new String(message.getBody(), StandardCharsets.UTF_8)), new ChannelTopic("fleet.updates"));
		return container;
	}

}
