package com.lekiwi.heartbeat.monitor.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the page itself. Spring Boot's welcome page is a forward, and what is forwarded
 * is sent before a filter could give it an entity tag.
 */
@RestController
class PageController {

	private final Resource page = new ClassPathResource("static/index.html");

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<Resource> page() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.contentType(MediaType.TEXT_HTML)
			.body(this.page);
	}

}
