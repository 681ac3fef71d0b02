/**
 * Requests of the legacy dialect with their answers, to be replayed against whoever
 * speaks it.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.corpus;

import org.jspecify.annotations.NullMarked;
