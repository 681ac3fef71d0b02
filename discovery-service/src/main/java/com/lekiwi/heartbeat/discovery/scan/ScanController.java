package com.lekiwi.heartbeat.discovery.scan;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.discovery.page.PageLimit;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.starter.body.BodyReader;
import com.lekiwi.heartbeat.starter.problem.BusyException;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for scans, and tells of them. */
@RestController
@RequestMapping(ScanController.SCANS)
class ScanController {

	static final String SCANS = "/api/v2/discovery/scans";

	/** Seconds that a request may wait for news. */
	static final int MAX_WAIT_S = 25;

	private final ScanStore scans;

	private final ScanBody body;

	private final ScanWatch watch;

	private final DataSize maxBody;

	private final int maxOpen;

	ScanController(ScanStore scans, ScanBody body, ScanWatch watch, DiscoverySettings settings) {
		this.scans = scans;
		this.body = body;
		this.watch = watch;
		this.maxBody = settings.scans().maxBody();
		this.maxOpen = settings.scans().maxOpen();
	}

	@PostMapping
	ResponseEntity<Scan> start(HttpServletRequest request) throws IOException {
		ScanRequest asked = this.body.read(BodyReader.read(request, this.maxBody), client(request));
		Scan scan = this.scans.create(asked)
			.orElseThrow(() -> new BusyException("as many scans are open as may be: " + this.maxOpen));
		return ResponseEntity.accepted().location(URI.create(SCANS + "/" + scan.id())).body(scan);
	}

	@GetMapping
	ScanPage list(@RequestParam(defaultValue = "100") int limit,
			@RequestParam(required = false) @Nullable Long cursor) {
		PageLimit.check(limit);
		List<Scan> found = this.scans.page((cursor != null) ? cursor : Long.MAX_VALUE, limit + 1);
		boolean more = found.size() > limit;
		List<Scan> page = more ? found.subList(0, limit) : found;
		return new ScanPage(page, more ? Long.toString(page.getLast().id()) : null);
	}

	@GetMapping("/{id}")
	Scan show(@PathVariable long id, @RequestParam(required = false) @Nullable Long since,
			@RequestParam(name = "wait_s", defaultValue = "0") int wait) throws InterruptedException {
		if (wait < 0 || wait > MAX_WAIT_S) {
			throw new InvalidRequestException(List.of(new Fault("wait_s", "must be a number from 0 to " + MAX_WAIT_S)));
		}
		Scan scan = require(id);
		boolean over = scan.finishedAt() != null;
		if (since == null || wait == 0 || over || scan.version() != since) {
			return scan;
		}
		this.watch.await(id, since, Duration.ofSeconds(wait));
		return require(id);
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Scan> cancel(@PathVariable long id) {
		boolean cancelled = this.scans.cancel(id);
		Scan scan = require(id);
		if (!cancelled) {
			throw new ErrorResponseException(HttpStatus.CONFLICT, Problems.problem(HttpStatus.CONFLICT,
					ProblemType.SCAN_OVER, "scan " + id + " is " + scan.state().key()), null);
		}
		return ResponseEntity.accepted().body(scan);
	}

	private Scan require(long id) {
		return this.scans.find(id)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND, "there is no scan " + id), null));
	}

	/** nginx names the client, and lets nobody else do so. */
	private static String client(HttpServletRequest request) {
		String real = request.getHeader("X-Real-IP");
		return (real != null && real.matches("[0-9a-f.:]{2,45}")) ? real : request.getRemoteAddr();
	}

}
