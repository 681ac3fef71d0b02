/**
 * Reads the bodies of requests from the stream, and everything that is wrong with them.
 */
@NullMarked
package com.lekiwi.heartbeat.state.body;

import org.jspecify.annotations.NullMarked;
