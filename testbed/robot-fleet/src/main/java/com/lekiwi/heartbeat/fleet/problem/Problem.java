package com.lekiwi.heartbeat.fleet.problem;

/**
 * A problem detail (RFC 9457).
 *
 * @param type names the kind of problem, and stays the same
 * @param title the kind of problem in words
 * @param status the answer's HTTP status
 * @param detail what is wrong with this request
 * @param instance the path of the request
 */
public record Problem(String type, String title, int status, String detail, String instance) {

	/** The media type of a problem. */
	public static final String MEDIA_TYPE = "application/problem+json";

	/**
	 * There is nothing at this path.
	 * @param path the path
	 * @return the problem
	 */
	public static Problem notFound(String path) {
		return new Problem("/problems/not-found", "Not found", 404, "There is nothing at this path.", path);
	}

	/**
	 * There is no such robot in the fleet.
	 * @param id what was asked for
	 * @param path the path
	 * @return the problem
	 */
	public static Problem robotNotFound(String id, String path) {
		return new Problem("/problems/robot-not-found", "Robot not found", 404,
				"There is no robot '" + id + "' in this fleet.", path);
	}

	/**
	 * The path does not take this method.
	 * @param method the method
	 * @param allowed the methods that it takes
	 * @param path the path
	 * @return the problem
	 */
	public static Problem methodNotAllowed(String method, String allowed, String path) {
		return new Problem("/problems/method-not-allowed", "Method not allowed", 405,
				"This path takes " + allowed + ", not " + method + ".", path);
	}

}
