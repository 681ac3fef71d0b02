package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;

/**
 * Heartbeats of a fleet: request k is the beat with number {@code k / robots + 1} of
 * robot {@code k % robots}. So each robot's numbers rise by one, over all runs, and every
 * beat is news to the server. Bodies are whole, with values that move.
 */
final class BeatScript {

	/**
	 * Long leases: no robot goes offline while another contestant has its turn, which
	 * would make the next turn begin with events that have nothing to do with beats.
	 */
	private static final int INTERVAL_S = 300;

	/** Each has robots of both types. */
	static final int SITES = 20;

	private BeatScript() {
	}

	static WrkScript of(int robots) {
		String preparation = """
				local robots = %d
				local floor, format = math.floor, string.format
				local heads, bodies = {}, {}
				for robot = 0, robots - 1 do
				  local id = format('kiwi-%%05d', robot)
				  heads[robot] = 'POST /api/v2/robots/' .. id .. '/heartbeat HTTP/1.1\\r\\n'
				    .. 'Host: 127.0.0.1\\r\\nContent-Type: application/json\\r\\nContent-Length: '
				  bodies[robot] = format('{"boot_id":"6f1c0c5e-7d5c-4d4b-9a53-%%012d","name":"%%s","type":"%%s",'
				    .. '"site":"lab-%%d","address":"10.1.%%d.%%d","status":"ok","interval_s":%d,'
				    .. '"versions":{"agent":"1.4.0","software":"2025.1"},"seq":',
				    robot, id, floor(robot / %d) %% 4 == 3 and 'xle' or 'lekiwi', robot %% %d, floor(robot / 250), robot %% 250 + 1)
				end
				local sent_at = os.date('!%%Y-%%m-%%dT%%H:%%M:%%S.000Z')
				"""
			.formatted(robots, INTERVAL_S, SITES, SITES);
		String request = """
				  local robot = k % robots
				  local seq = floor(k / robots) + 1
				  if k % 256 == 0 then
				    sent_at = os.date('!%Y-%m-%dT%H:%M:%S.000Z')
				  end
				  local body = bodies[robot] .. format('%d,"sent_at":"%s",'
				    .. '"battery":{"percent":%.1f,"voltage":%.2f},'
				    .. '"resources":{"cpu":%.3f,"memory":%.3f,"disk":0.55,"temperature_c":%.1f},'
				    .. '"teleoperation":{"host_ready":true,"command_rate_hz":%.1f,"last_command_age_ms":%d,'
				    .. '"source":"operator","operator_id":"op-7"}}',
				    seq, sent_at, 100 - (robot + seq) % 800 / 10, 12.6 - (robot + seq) % 150 / 100,
				    (robot * 7 + seq * 13) % 1000 / 1000, 0.3 + (robot + seq * 3) % 400 / 1000,
				    40 + (robot + seq) % 300 / 10, 29 + seq % 20 / 10, 5 + (robot + seq) % 30)
				  return heads[robot] .. #body .. '\\r\\n\\r\\n' .. body
				""";
		return new WrkScript("beats", preparation, request);
	}

}
