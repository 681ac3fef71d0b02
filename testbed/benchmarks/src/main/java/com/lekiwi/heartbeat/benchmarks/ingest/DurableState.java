package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.process.PrometheusPage;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * What a state-manager has come to after its last turn. Counts are of its whole life, the
 * warm-up included.
 *
 * @param residentMb main memory that it occupies
 * @param heapMb heap that is in use after a garbage collection
 * @param beats beats that it committed
 * @param commits commits in which it did so
 * @param rows rows that were inserted and updated for them
 */
record DurableState(double residentMb, double heapMb, long beats, long commits, long rows) {

	private static final double MEGABYTE = 1024.0 * 1024.0;

	/**
	 * Looks at a server, and ends it: its last rows are counted when its sessions end.
	 */
	static DurableState takeAndEnd(Contestant contestant, PostgresDatabase database, OpenResources resources) {
		long pid = contestant.server().pid();
		double residentMb = ProcessStat.residentMb(pid);
		JavaServer.collectGarbage(pid);
		PrometheusPage metrics = PrometheusPage.of(contestant.managementPort());
		resources.close(contestant.server());
		return new DurableState(residentMb, metrics.sum("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE,
				(long) metrics.sum("heartbeat_group_beats_sum", ""),
				(long) metrics.sum("heartbeat_group_beats_count", ""), BeatStores.rowsWritten(database));
	}

	double beatsPerCommit() {
		return (double) this.beats / this.commits;
	}

}
