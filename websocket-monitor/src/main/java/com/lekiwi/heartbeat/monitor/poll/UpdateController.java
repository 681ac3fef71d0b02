package com.lekiwi.heartbeat.monitor.poll;

import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.SourceStatus;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/updates?since=&status=&type=&site=&id=&events=&wait_s=} answers with
 * what is new since the {@code next} of an earlier answer; without it, or with one of
 * another replica, of long ago or of another filter, with the whole fleet; with a cursor
 * of the log of events with the whole fleet, and the events since then. It waits up to
 * {@code wait_s} seconds, at most 25, until there is something new.
 */
@RestController
class UpdateController {

	private final UpdateReader reader;

	private final UpdateNews news;

	private final UpdateJson json;

	private final SourceStatus status;

	private final FleetSituation situation;

	UpdateController(UpdateReader reader, UpdateNews news, UpdateJson json, SourceStatus status,
			FleetSituation situation) {
		this.reader = reader;
		this.news = news;
		this.json = json;
		this.status = status;
		this.situation = situation;
	}

	@GetMapping("/api/v2/updates")
	ResponseEntity<byte[]> updates(HttpServletRequest request) throws InterruptedException {
		UpdateQuery query = UpdateQuery.of(request.getParameterMap());
		UpdateAnswer answer = this.reader.read(query);
		if (!isNews(answer, query) && !query.patience().isZero()) {
			answer = await(query);
		}
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.json.write(answer, this.status.state(), this.situation.latest()));
	}

	private UpdateAnswer await(UpdateQuery query) throws InterruptedException {
		if (!this.news.enter()) {
			throw full();
		}
		try {
			long end = System.nanoTime() + query.patience().toNanos();
			long seen = this.news.changes();
			UpdateAnswer answer = this.reader.read(query);
			long left = end - System.nanoTime();
			while (!isNews(answer, query) && left > 0 && this.news.isRunning()) {
				this.news.await(seen, left);
				seen = this.news.changes();
				answer = this.reader.read(query);
				left = end - System.nanoTime();
			}
			return answer;
		}
		finally {
			this.news.leave();
		}
	}

	/** Whether there is anything that the client was not told before. */
	private boolean isNews(UpdateAnswer answer, UpdateQuery query) {
		UpdateToken since = query.since();
		return answer.isNews() || since == null || !since.tells(this.status.state(), this.situation.latest());
	}

	private static ErrorResponseException full() {
		ErrorResponseException full = new ErrorResponseException(
				HttpStatus.SERVICE_UNAVAILABLE, Problems.problem(HttpStatus.SERVICE_UNAVAILABLE,
						ProblemType.UNAVAILABLE, "as many requests wait as are allowed; ask with wait_s=0, or later"),
				null);
		full.getHeaders().addAll(RetryAfter.header());
		return full;
	}

}
