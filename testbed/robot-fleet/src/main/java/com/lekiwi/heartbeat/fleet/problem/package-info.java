/**
 * How the fleet's own HTTP servers say no.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.problem;

import org.jspecify.annotations.NullMarked;
