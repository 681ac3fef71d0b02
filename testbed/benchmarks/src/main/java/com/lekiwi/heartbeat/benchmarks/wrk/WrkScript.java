package com.lekiwi.heartbeat.benchmarks.wrk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/**
 * A Lua script for wrk: numbers requests over all its runs, and prints what was measured
 * as one line of JSON. It is for one thread of wrk, as each has numbers of its own.
 *
 * @param name of its file
 * @param preparation Lua that runs once, before any request
 * @param request the body of a Lua function of {@code k}, the request's number from 0 on,
 * that returns the whole request with its head
 */
public record WrkScript(String name, String preparation, String request) {

	/**
	 * The script's text.
	 * @return Lua
	 */
	public String lua() {
		return """
				-- Request k is the k-th of all runs: this one goes on with the number that it is given.
				next_request = 0
				local threads = {}
				local probed = false

				%s

				local function request_of(k)
				%s
				end

				function setup(thread)
				  table.insert(threads, thread)
				end

				function init(args)
				  next_request = tonumber(args[1])
				end

				function request()
				  local k = next_request
				  -- wrk asks for one request before all others, looks at it, and throws it away.
				  if probed then
				    next_request = k + 1
				  end
				  probed = true
				  return request_of(k)
				end

				function done(summary, latency, requests)
				  local errors = summary.errors
				  io.write(string.format('%s{"next":%%d,"answers":%%d,"duration_us":%%d,"p50_us":%%.1f,'
				    .. '"p99_us":%%.1f,"p999_us":%%.1f,"max_us":%%.1f,"bad_status":%%d,"socket_errors":%%d,'
				    .. '"timeouts":%%d,"cpu_s":%%.3f}\\n',
				    threads[1]:get("next_request"), summary.requests, summary.duration, latency:percentile(50),
				    latency:percentile(99), latency:percentile(99.9), latency.max, errors.status,
				    errors.connect + errors.read + errors.write, errors.timeout, os.clock()))
				end
				""".formatted(this.preparation.strip(), this.request.stripTrailing(), WrkResult.MARK);
	}

	/**
	 * Writes the script to a file.
	 * @param directory where
	 * @return the file
	 */
	Path writeTo(Path directory) {
		try {
			return Files.writeString(directory.resolve(this.name + ".lua"), lua());
		}
		catch (IOException ex) {
			throw new BenchmarkException("cannot write a script for wrk: " + ex.getMessage(), ex);
		}
	}

}
