/**
 * What stands behind the question mark of a request.
 */
@NullMarked
package com.lekiwi.heartbeat.state.query;

import org.jspecify.annotations.NullMarked;
