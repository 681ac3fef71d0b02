package com.lekiwi.heartbeat.legacy.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method its method
 * @param path its path, decoded
 * @param id the robot that the path names; empty where it names none
 * @param contentType what the body says it is; absent where it does not
 * @param body its body
 */
// A body is compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
record Request(String method, String path, String id, @Nullable String contentType, byte[] body) {

	Request at(Pattern route) {
		Matcher matcher = route.matcher(this.path);
		boolean named = matcher.matches() && matcher.groupCount() == 1;
		return new Request(this.method, this.path, named ? matcher.group(1) : "", this.contentType, this.body);
	}

}
