package com.lekiwi.heartbeat.benchmarks.process;

import java.net.URI;
import java.util.List;

/**
 * A server's metrics as it shows them to Prometheus.
 *
 * @param lines the page's lines
 */
public record PrometheusPage(List<String> lines) {

	/** Copies the lines. */
	public PrometheusPage {
		lines = List.copyOf(lines);
	}

	/**
	 * Reads the page of a service.
	 * @param managementPort its management port
	 * @return the page
	 */
	public static PrometheusPage of(int managementPort) {
		return new PrometheusPage(
				LocalHttp.get(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
					.lines()
					.toList());
	}

	/**
	 * Sums a metric up over those of its series that have a label.
	 * @param metric its name
	 * @param label what must stand among the labels, as {@code area="heap"}; empty for
	 * all series
	 * @return the sum; 0 if there is none
	 */
	public double sum(String metric, String label) {
		return this.lines.stream()
			.filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
			.filter(line -> line.contains(label))
			.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
