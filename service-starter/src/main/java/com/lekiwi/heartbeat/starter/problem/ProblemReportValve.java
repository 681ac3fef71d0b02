package com.lekiwi.heartbeat.starter.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;

/**
 * Answers what Tomcat refuses before any of our code sees it, such as a request line with
 * characters that do not belong there. Tomcat creates it by its class name.
 */
public class ProblemReportValve extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemType type = ProblemType.of(HttpStatusCode.valueOf(status));
		String body = """
				{"type":"%s","title":"%s","status":%d}""".formatted(type.type(), type.title(), status);
		try {
			response.setContentType("application/problem+json");
			response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			// The client is gone, or the answer has begun: there is nobody to tell.
			getContainer().getLogger().debug("no problem could be sent", ex);
		}
	}

}
