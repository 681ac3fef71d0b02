/**
 * Errors as RFC 9457 problem details, everywhere.
 */
@NullMarked
package com.lekiwi.heartbeat.starter.problem;

import org.jspecify.annotations.NullMarked;
