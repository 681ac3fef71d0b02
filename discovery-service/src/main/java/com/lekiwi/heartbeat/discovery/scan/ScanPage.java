package com.lekiwi.heartbeat.discovery.scan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some scans, the newest first.
 *
 * @param scans the scans
 * @param nextCursor where to go on; absent on the last page
 */
public record ScanPage(List<Scan> scans, @Nullable String nextCursor) {

	/** Copies the list. */
	public ScanPage {
		scans = List.copyOf(scans);
	}

}
