/**
 * Bodies of requests, up to a limit.
 */
@NullMarked
package com.lekiwi.heartbeat.starter.body;

import org.jspecify.annotations.NullMarked;
