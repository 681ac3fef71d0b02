package com.lekiwi.heartbeat.benchmarks.edge;

import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;

/**
 * The same facts of a robot in both dialects. Request k is of robot {@code k % robots}.
 */
final class DialectScripts {

	private DialectScripts() {
	}

	/** To the adapter. */
	static WrkScript legacy(int robots) {
		return script("legacy-dialect", robots, """
				local function of(robot, k)
				  local id = format('dialect-%05d', robot)
				  return '/heartbeat', format('{"robot_id":"%s","name":"%s","type":"lekiwi","status":"ok",'
				    .. '"teleop_host":true}', id, id)
				end
				""");
	}

	/** To state-manager, each robot's numbers rising by one. */
	static WrkScript direct(int robots) {
		return script("direct", robots, """
				local function of(robot, k)
				  local id = format('direct-%05d', robot)
				  return '/api/v2/robots/' .. id .. '/heartbeat', format('{"boot_id":"6f1c0c5e-7d5c-4d4b-9a53-%012d",'
				    .. '"seq":%d,"name":"%s","type":"lekiwi","status":"ok","teleoperation":{"host_ready":true}}',
				    robot, floor(k / robots) + 1, id)
				end
				""");
	}

	private static WrkScript script(String name, int robots, String of) {
		return new WrkScript(name,
				"local robots = " + robots + "\nlocal floor, format = math.floor, string.format\n" + of, """
						  local path, body = of(k % robots, k)
						  return 'POST ' .. path .. ' HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n'
						    .. 'Content-Type: application/json\\r\\nContent-Length: ' .. #body .. '\\r\\n\\r\\n' .. body
						""");
	}

}
