package com.lekiwi.heartbeat.adapter.forward;

import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.legacy.Told;

/**
 * What came of telling the legacy of beats.
 *
 * @param told the robots whose beats it was told of, and what came of it
 * @param notTried robots whose turn did not come
 */
public record ForwardResults(Map<String, Told> told, List<String> notTried) {

	/** Copies the collections. */
	public ForwardResults {
		told = Map.copyOf(told);
		notTried = List.copyOf(notTried);
	}

	/** A beat that the legacy refuses is not told again. */
	List<String> taken() {
		return those(Told.TAKEN, Told.REFUSED);
	}

	List<String> notTaken() {
		return those(Told.FAILED, Told.UNREACHABLE);
	}

	List<String> unanswered() {
		return those(Told.UNANSWERED);
	}

	private List<String> those(Told... results) {
		return this.told.entrySet()
			.stream()
			.filter(entry -> List.of(results).contains(entry.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

}
