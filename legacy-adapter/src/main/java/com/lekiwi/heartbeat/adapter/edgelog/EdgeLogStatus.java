package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How the edge's log is received, and what it says now. Counts are since this replica
 * started.
 *
 * @param receiving whether this replica takes lines
 * @param port the UDP port where it does; 0 where it does not
 * @param lines lines that arrived, by what they were
 * @param lost lines that were not counted
 * @param waitingLines lines that wait to be read
 * @param pendingRows rows that wait for the store
 * @param droppedRows rows that there was no room for
 * @param windowS over how many seconds the systems are looked at
 * @param systems each system's first answers in the legacy's dialect
 * @param largestAddressGroup the largest group of robots that change sides together
 */
public record EdgeLogStatus(boolean receiving, int port, Map<String, Long> lines, Lost lost, int waitingLines,
		int pendingRows, long droppedRows, long windowS, Map<String, SystemFigures> systems,
		AddressGroup largestAddressGroup) {

	/**
	 * Lines that were not counted.
	 *
	 * @param total all of them
	 * @param missing sent while we listened, and never here
	 * @param unheard written while nobody listened
	 * @param overload arrived when there was no room
	 * @param late counted as missing or unheard, and came afterwards
	 */
	public record Lost(long total, long missing, long unheard, long overload, long late) {

	}

	/**
	 * A system in the window.
	 *
	 * @param asked requests whose turn it was, and that it was asked
	 * @param failed those of them that it failed first, whatever the client saw
	 * @param notAsked requests that its breaker kept from it
	 * @param errorRate failed by asked; null when it was asked none
	 */
	public record SystemFigures(long asked, long failed, long notAsked, @Nullable Double errorRate) {

	}

	/**
	 * Robots that are split by one address.
	 *
	 * @param address whose; null when there is none
	 * @param beats its heartbeats
	 * @param ofBeats everybody's in the same time
	 * @param share one by the other; null without heartbeats
	 * @param windowS in how many seconds at most
	 */
	public record AddressGroup(@Nullable String address, long beats, long ofBeats, @Nullable Double share,
			long windowS) {

	}

}
