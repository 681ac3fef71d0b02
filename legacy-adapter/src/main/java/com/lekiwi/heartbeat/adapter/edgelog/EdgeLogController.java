package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.LinkedHashMap;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.EdgeLogSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how the edge's log is received, and what it says now. */
@RestController
class EdgeLogController {

	private final EdgeLogSettings settings;

	private final SyslogReceiver receiver;

	private final LineQueue queue;

	private final LineCounts counts;

	private final LineNumbers numbers;

	private final ErrorRates rates;

	private final AddressGroups groups;

	private final RowCollector rows;

	EdgeLogController(AdapterSettings settings, SyslogReceiver receiver, LineQueue queue, LineCounts counts,
			LineNumbers numbers, ErrorRates rates, AddressGroups groups, RowCollector rows) {
		this.settings = settings.edgeLog();
		this.receiver = receiver;
		this.queue = queue;
		this.counts = counts;
		this.numbers = numbers;
		this.rates = rates;
		this.groups = groups;
		this.rows = rows;
	}

	@GetMapping("/api/v2/migration/edge-log")
	EdgeLogStatus status() {
		Map<String, Long> lines = new LinkedHashMap<>();
		for (LineCounts.Fate fate : LineCounts.Fate.values()) {
			lines.put(fate.word(), this.counts.of(fate));
		}
		Map<String, EdgeLogStatus.SystemFigures> systems = new LinkedHashMap<>();
		for (Side side : Side.values()) {
			SlidingCounts.Sum sum = this.rates.of(side);
			systems.put(side.word(), new EdgeLogStatus.SystemFigures(sum.asked(), sum.failed(), sum.notAsked(),
					numberOrNull(sum.rate())));
		}
		AddressGroups.Largest largest = this.groups.largest();
		int port = this.receiver.port();
		return new EdgeLogStatus(port > 0, port, lines, lost(), this.queue.size(), this.rows.pending(),
				this.rows.dropped(), this.settings.window().toSeconds(), systems,
				new EdgeLogStatus.AddressGroup(largest.address(), largest.beats(), largest.all(),
						numberOrNull(largest.share()), this.settings.addressWindow().toSeconds()));
	}

	private EdgeLogStatus.Lost lost() {
		LineNumbers.Lost lost = this.numbers.lost();
		long overload = this.counts.ofOverload();
		return new EdgeLogStatus.Lost(lost.missing() + lost.unheard() + overload, lost.missing(), lost.unheard(),
				overload, lost.late());
	}

	private static @Nullable Double numberOrNull(double number) {
		return Double.isNaN(number) ? null : number;
	}

}
