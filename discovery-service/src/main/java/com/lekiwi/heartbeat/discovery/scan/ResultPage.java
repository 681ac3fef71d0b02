package com.lekiwi.heartbeat.discovery.scan;

import java.util.List;

import com.lekiwi.heartbeat.discovery.probe.ProbeResult;

/**
 * Some results of a scan, in the order in which they were recorded.
 *
 * @param results the results
 * @param cursor where to go on, also when there is nothing further yet
 * @param more whether there is more already
 */
public record ResultPage(List<ProbeResult> results, String cursor, boolean more) {

	/** Copies the list. */
	public ResultPage {
		results = List.copyOf(results);
	}

}
