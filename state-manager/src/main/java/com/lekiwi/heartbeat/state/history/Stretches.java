package com.lekiwi.heartbeat.state.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of instants, as intervals that do not touch, in order.
 *
 * @param intervals the intervals
 */
record Stretches(List<Interval> intervals) {

	Stretches {
		intervals = List.copyOf(intervals);
	}

	/**
	 * Makes a set.
	 * @param intervals in any order; they may overlap and be empty
	 * @return all instants that are in any of them
	 */
	static Stretches of(Collection<Interval> intervals) {
		List<Interval> merged = new ArrayList<>();
		List<Interval> ordered = intervals.stream()
			.filter(interval -> !interval.isEmpty())
			.sorted(Comparator.comparing(Interval::from))
			.toList();
		for (Interval next : ordered) {
			if (merged.isEmpty() || merged.getLast().to().isBefore(next.from())) {
				merged.add(next);
			}
			else {
				Interval last = merged.removeLast();
				merged.add(new Interval(last.from(), Interval.later(last.to(), next.to())));
			}
		}
		return new Stretches(merged);
	}

	static Stretches of(Interval interval) {
		return of(List.of(interval));
	}

	Stretches plus(Stretches others) {
		return of(Stream.concat(this.intervals.stream(), others.intervals.stream()).toList());
	}

	Stretches intersection(Stretches others) {
		List<Interval> common = new ArrayList<>();
		int mine = 0;
		int theirs = 0;
		while (mine < this.intervals.size() && theirs < others.intervals.size()) {
			Interval one = this.intervals.get(mine);
			Interval other = others.intervals.get(theirs);
			common.add(one.intersection(other));
			if (one.to().isBefore(other.to())) {
				mine++;
			}
			else {
				theirs++;
			}
		}
		return of(common);
	}

	Stretches minus(Stretches others) {
		return intersection(others.complement());
	}

	private Stretches complement() {
		List<Interval> gaps = new ArrayList<>();
		Instant end = Instant.MIN;
		for (Interval interval : this.intervals) {
			gaps.add(new Interval(end, interval.from()));
			end = interval.to();
		}
		gaps.add(new Interval(end, Instant.MAX));
		return of(gaps);
	}

	boolean isEmpty() {
		return this.intervals.isEmpty();
	}

	Duration length() {
		return this.intervals.stream()
			.map(interval -> Duration.between(interval.from(), interval.to()))
			.reduce(Duration.ZERO, Duration::plus);
	}

}
