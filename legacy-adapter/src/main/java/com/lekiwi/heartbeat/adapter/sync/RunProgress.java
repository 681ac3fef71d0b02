package com.lekiwi.heartbeat.adapter.sync;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is. For one thread; {@link SyncRuns#progress} makes it visible.
 */
public final class RunProgress {

	private static final int FAULTS_KEPT = 100;

	private final List<Fault> faults = new ArrayList<>();

	private @Nullable String cursor;

	private int total;

	private int written;

	private int skipped;

	private int failed;

	RunProgress(@Nullable String cursor) {
		this.cursor = cursor;
	}

	@Nullable String cursor() {
		return this.cursor;
	}

	/**
	 * Notes up to which robot all are done.
	 * @param id the last robot
	 */
	public void reached(String id) {
		this.cursor = id;
	}

	/**
	 * Notes how many robots there are.
	 * @param robots all that were listed
	 */
	public void total(int robots) {
		this.total = robots;
	}

	/**
	 * Counts robots of which the new side learned something.
	 * @param robots how many
	 */
	public void written(int robots) {
		this.written += robots;
	}

	/**
	 * Counts robots of which it knew all.
	 * @param robots how many
	 */
	public void skipped(int robots) {
		this.skipped += robots;
	}

	/**
	 * Counts and names a robot with which something is wrong; the first hundred keep
	 * their names.
	 * @param fault the robot and what is wrong
	 */
	public void failed(Fault fault) {
		this.failed++;
		if (this.faults.size() < FAULTS_KEPT) {
			this.faults.add(fault);
		}
	}

	int total() {
		return this.total;
	}

	int written() {
		return this.written;
	}

	int skipped() {
		return this.skipped;
	}

	int failed() {
		return this.failed;
	}

	List<Fault> faults() {
		return List.copyOf(this.faults);
	}

}
