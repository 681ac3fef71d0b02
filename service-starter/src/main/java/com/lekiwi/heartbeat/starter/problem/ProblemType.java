package com.lekiwi.heartbeat.starter.problem;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatusCode;

/**
 * The kinds of errors, each with a {@code type} that never changes. Clients decide by the
 * type; titles and details are for people.
 */
public enum ProblemType {

	/** 400: something in the request is wrong; {@code faults} names everything. */
	INVALID_REQUEST("The request is not valid"),

	/** 404: there is nothing at this path. */
	NOT_FOUND("There is nothing at this path"),

	/** 404: nobody knows this robot. */
	UNKNOWN_ROBOT("No robot has this id"),

	/** 404: no robot ever stood at this site. */
	UNKNOWN_SITE("No robot was ever at this site"),

	/** 410: events after this cursor are no longer kept. */
	CURSOR_TOO_OLD("The log does not reach back to this cursor"),

	/** 410: what happened then is no longer kept. */
	TIME_TOO_OLD("The log does not reach back to this time"),

	/** 405: the path is there, the method is not. */
	METHOD_NOT_ALLOWED("This path does not take this method"),

	/** 406: no answer in a form that the client accepts. */
	NOT_ACCEPTABLE("The answer cannot be given in an accepted form"),

	/** 409: what was asked for is being done already. */
	ALREADY_RUNNING("It is being done already"),

	/** 412: it is no longer as the request says that it is. */
	CHANGED_MEANWHILE("It was changed meanwhile"),

	/** 413: the body is too large. */
	TOO_LARGE("The body is too large"),

	/** 415: the body is not JSON. */
	UNSUPPORTED_MEDIA_TYPE("The body must be application/json"),

	/** 422: the request is well-formed, and the store refused what it says. */
	REFUSED("The store refused this value"),

	/** 403: an address that may not be contacted. */
	OUTSIDE_NETWORKS("This address may not be contacted"),

	/** 422: more addresses than are scanned at once. */
	TOO_MANY_ADDRESSES("These are too many addresses"),

	/** 429: as much is being done as may be; the same request may be sent again. */
	TOO_MANY_REQUESTS("Too much is asked at once"),

	/** 409: the scan has ended. */
	SCAN_OVER("The scan is over"),

	/** 409: a person said that this robot is to be left alone. */
	IGNORED("This robot is ignored"),

	/** 503: cannot be done now; the same request may be sent again. */
	UNAVAILABLE("Not available now"),

	/** 500: our fault. */
	INTERNAL("Something went wrong here");

	private final URI type;

	private final String title;

	ProblemType(String title) {
		this.type = URI.create("urn:lekiwi-heartbeat:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
		this.title = title;
	}

	/**
	 * The stable name of this kind.
	 * @return a URN
	 */
	public URI type() {
		return this.type;
	}

	/**
	 * The kind in words.
	 * @return a short sentence
	 */
	public String title() {
		return this.title;
	}

	/**
	 * The general kind for a status, where nothing more is known.
	 * @param status an HTTP status
	 * @return its kind
	 */
	public static ProblemType of(HttpStatusCode status) {
		return switch (status.value()) {
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 409 -> ALREADY_RUNNING;
			case 412 -> CHANGED_MEANWHILE;
			case 413 -> TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 422 -> REFUSED;
			case 429 -> TOO_MANY_REQUESTS;
			case 503 -> UNAVAILABLE;
			default -> status.is4xxClientError() ? INVALID_REQUEST : INTERNAL;
		};
	}

}
