package com.lekiwi.heartbeat.discovery.scan;

import java.util.List;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;

/**
 * What may be scanned.
 *
 * @param networks networks in CIDR notation
 * @param ports where robots answer
 * @param limits how much at once
 * @param schedules scans that begin by themselves
 * @param mdns whether announcements are followed
 */
public record Networks(List<String> networks, List<Integer> ports, Limits limits, List<Schedule> schedules,
		boolean mdns) {

	/** Copies the lists. */
	public Networks {
		networks = List.copyOf(networks);
		ports = List.copyOf(ports);
		schedules = List.copyOf(schedules);
	}

	static Networks of(DiscoverySettings settings) {
		return new Networks(settings.networks().allowed(), settings.networks().ports(),
				new Limits(settings.scans().maxAddresses(), settings.scans().maxOpen(), settings.probe().parallelism(),
						settings.probe().deadline().toMillis(), ScanController.MAX_WAIT_S),
				settings.schedules()
					.stream()
					.map(schedule -> new Schedule(schedule.name(), schedule.cidr(), schedule.every().toSeconds(),
							schedule.adopt()))
					.toList(),
				settings.mdns().enabled());
	}

	/**
	 * How much at once.
	 *
	 * @param maxAddresses addresses of one scan
	 * @param maxOpenScans scans that are not over, of all replicas together
	 * @param parallelism addresses that one replica asks at the same time
	 * @param deadlineMs how long one address may take
	 * @param maxWaitS how long a request may wait for news
	 */
	public record Limits(int maxAddresses, int maxOpenScans, int parallelism, long deadlineMs, int maxWaitS) {

	}

	/**
	 * A scan that begins by itself.
	 *
	 * @param name tells it from the others
	 * @param cidr what is scanned
	 * @param everyS from one beginning to the next
	 * @param adopt whether robots that are found are registered
	 */
	public record Schedule(String name, String cidr, long everyS, boolean adopt) {

	}

}
